/**
 * Everything that a page tells a person in words: visible texts, names for screen readers, placeholders and tips, each
 * with where it stands. Left out is what is code, or stands in a place for people's own data.
 */
(own) => {
  const attributes = ['aria-label', 'aria-valuetext', 'aria-roledescription', 'placeholder', 'title', 'alt'];
  const found = [];
  const isOwn = (element) => element.closest(own) !== null;
  const where = (element) => {
    const names = [];
    for (let one = element; one && names.length < 3; one = one.parentElement)
      names.unshift(
        `${one.localName}${one.getAttribute('role') ? `[role=${one.getAttribute('role')}]` : ''}`,
      );
    return names.join(' > ');
  };
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(element.tagName)) continue;
    if (!isShown(element) || isOwn(element)) continue;
    if (node === element) {
      for (const name of attributes) {
        const text = element.getAttribute(name)?.trim();
        if (text) found.push({ text, where: `${where(element)} @${name}` });
      }
    } else if (node.data.trim()) found.push({ text: node.data.trim(), where: where(element) });
  }
  found.push({ text: document.title, where: 'title' });
  return found;
};
