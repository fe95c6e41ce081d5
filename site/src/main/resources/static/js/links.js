// A link to any paragraph: beside the one under the pointer, or copied by a key.

const linked = "[id]:is(p, h2, h3, h4, section > figure)";

/** Offers a link beside each paragraph and heading of a text that has an address. */
export function offerLinks(text) {
  const link = document.createElement("a");
  link.className = "paragraph-link no-print";
  link.tabIndex = -1;
  link.setAttribute("aria-hidden", "true");
  link.textContent = "¶";
  link.title = "Link to this paragraph";
  text.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || link.contains(event.target)) return;
    const at = addressed(event.target, text);
    if (!at || at === link.parentElement) return;
    link.href = `#${idOf(at)}`;
    at.append(link);
  });
  text.addEventListener("pointerleave", () => link.remove());
  document.addEventListener("copy-link", () => copy(topmost(text)));
}

function addressed(target, text) {
  const block = target.closest("p, h2, h3, h4");
  return block && text.contains(block) && idOf(block) ? block : null;
}

/** A part's heading has the address of its part. */
function idOf(block) {
  return block.id || (block.matches("h2") ? block.closest("section")?.id : "");
}

function topmost(text) {
  const blocks = [...text.querySelectorAll(linked)];
  return blocks.find((block) => block.getBoundingClientRect().top > 60) ?? blocks.at(-1);
}

async function copy(block) {
  if (!block) return;
  const address = new URL(`#${idOf(block)}`, location.href).href;
  history.replaceState(null, "", address);
  try {
    await navigator.clipboard.writeText(address);
    say("The link is copied.");
  } catch {
    say("The link is in the address bar.");
  }
}

function say(words) {
  let status = document.querySelector(".said");
  if (!status) {
    status = document.createElement("p");
    status.className = "said no-print";
    status.setAttribute("role", "status");
    document.body.append(status);
  }
  status.textContent = words;
  clearTimeout(status.timer);
  status.timer = setTimeout(() => { status.textContent = ""; }, 2500);
}
