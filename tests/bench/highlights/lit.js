// Run in the panel: presses every span of a reading, and says what was lit, and how long it took.
(async ({ reading, url, spans }) => {
  const [{ light }, { anchorOf }, { toUtf16 }] = await Promise.all(
    ["page", "anchor", "wire"].map((name) => import(`/src/lib/${name}.js`)));
  const [{ id: tabId }] = await chrome.tabs.query({ active: true, currentWindow: true });
  const shown = () => {
    const said = (range) => {
      const words = range.cloneContents();
      // Readings over words are no words of the story.
      for (const aid of words.querySelectorAll("rt, rp, rtc, script, style")) aid.remove();
      return words.textContent;
    };
    const ranges = globalThis.nutgrafWorld?.lit?.ranges ?? [];
    const boxes = ranges.flatMap((range) => [...range.getClientRects()]).filter(({ height }) => height > 0);
    const top = Math.min(...boxes.map((box) => box.top));
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    const tall = bottom - top > innerHeight;
    return { words: ranges.map(said).join(""), inView: top >= 0 && (tall ? top < innerHeight : bottom <= innerHeight) };
  };
  const { story } = toUtf16({ ...reading, story: { ...reading.story, sentences: spans.map((span) => ({ span, block: 0 })) } });
  const all = [];
  for (const { span } of story.sentences) {
    const start = performance.now();
    const found = await light(tabId, anchorOf(story, span), url);
    const ms = performance.now() - start;
    const [{ result }] = await chrome.scripting.executeScript({ target: { tabId }, func: shown });
    all.push({ found, ms, ...result, wanted: story.text.slice(...span), anchor: anchorOf(story, span) });
  }
  await light(tabId, null, url);
  return all;
})
