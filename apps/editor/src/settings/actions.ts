import type { Localized } from '@heed/schema';
import { useText } from '../i18n/language.ts';

/** What the procedures that change something are called, and what else is written down. */
export const actions: Readonly<Record<string, Localized>> = {
  'access.enter': { en: 'Came in by a link', zh: '通过链接进入' },
  'access.refused-link': { en: 'Tried a link that does not count', zh: '使用了无效的链接' },
  'access.refused-token': { en: 'Tried a token that does not count', zh: '使用了无效的令牌' },
  'access.invite': { en: 'Invited labelers', zh: '邀请了标注员' },
  'access.createInvite': { en: 'Made an invite link', zh: '生成了邀请链接' },
  'access.createToken': { en: 'Made a token', zh: '生成了令牌' },
  'access.revoke': { en: 'Revoked access', zh: '撤销了访问权限' },
  'access.signOut': { en: 'Signed out', zh: '退出登录' },
  'graphs.create': { en: 'Made a pipeline', zh: '新建了流程' },
  'graphs.save': { en: 'Saved a pipeline', zh: '保存了流程' },
  'graphs.remove': { en: 'Deleted a pipeline', zh: '删除了流程' },
  'graphs.pin': { en: 'Pinned the outputs of a node', zh: '固定了节点的输出' },
  'graphs.unpin': { en: 'Unpinned the outputs of a node', zh: '取消固定了节点的输出' },
  'versions.name': { en: 'Named a version', zh: '命名了版本' },
  'versions.restore': { en: 'Restored a version', zh: '恢复了版本' },
  'runs.start': { en: 'Started a run', zh: '启动了运行' },
  'runs.cancel': { en: 'Cancelled a run', zh: '取消了运行' },
  'runs.pause': { en: 'Paused a run', zh: '暂停了运行' },
  'runs.resume': { en: 'Let a run go on', zh: '继续了运行' },
  'runs.remove': { en: 'Removed a run', zh: '移除了运行' },
  'endpoints.set': { en: 'Added or changed an endpoint', zh: '添加或更改了端点' },
  'endpoints.remove': { en: 'Removed an endpoint', zh: '移除了端点' },
  'storage.collect': { en: 'Freed disk space', zh: '释放了磁盘空间' },
  'uploads.find': { en: 'Looked for an upload', zh: '查找了上传的文件' },
  'uploads.folder': { en: 'Put together an uploaded folder', zh: '组合了上传的文件夹' },
};

/** `action('runs.start')`: in words; the name itself where there are none. */
export function useActionWord(): (action: string) => string {
  const text = useText();
  return (action) => {
    const known = actions[action];
    return known ? text(known) : action;
  };
}
