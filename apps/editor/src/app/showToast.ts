import type { NotificationData } from '@mantine/notifications';

/** What draws the messages; it is fetched with the first of them, or once the page rests. */
export const fetchToasts = () => import('@mantine/notifications');

let count = 0;

/**
 * Shows a short message, in place of an earlier one with the same `id`, and gives the id that hides it:
 * `const toast = showToast({ message }); … hideToast(toast);`
 */
export function showToast(toast: NotificationData): string {
  count += 1;
  const { id = `toast-${count}` } = toast;
  void fetchToasts().then(({ notifications }) => {
    notifications.hide(id);
    notifications.show({ ...toast, id });
  });
  return id;
}

/** Takes a message away before its time. */
export function hideToast(id: string): void {
  void fetchToasts().then(({ notifications }) => void notifications.hide(id));
}
