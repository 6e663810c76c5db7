// A scene in Discord's looks. Markdown is parsed as Discord parses it, so that what a text
// should not be able to do would be seen here.
import "@skyra/discord-components-core";
import { SimpleMarkdown, rulesExtended } from "discord-markdown-parser";

const NOW = "Today at 20:17";
const COLOURS = { Alice: "#b45309", Bob: "#0f766e" };
const BOT = "archivist";

const list = {
  order: SimpleMarkdown.defaultRules.heading.order,
  match: (source, state) =>
    state.prevCapture === null || state.prevCapture[0].endsWith("\n")
      ? /^[-*] +([^\n]+)(?:\n|$)/.exec(source) ?? /^(\d+)\. +([^\n]+)(?:\n|$)/.exec(source)
      : null,
  parse: (capture, parse, state) => ({ content: parse(capture.at(-1), state) }),
};
const parser = SimpleMarkdown.parserFor({ ...rulesExtended, list });

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  made.append(...children);
  return made;
}

const nodes = {
  text: (node) => node.content,
  br: () => element("br"),
  newline: () => element("br"),
  strong: (node, inner) => element("strong", {}, ...inner),
  em: (node, inner) => element("em", {}, ...inner),
  underline: (node, inner) => element("discord-underlined", {}, ...inner),
  strikethrough: (node, inner) => element("s", {}, ...inner),
  spoiler: (node, inner) => element("discord-spoiler", {}, ...inner),
  inlineCode: (node) => element("discord-code", {}, node.content),
  codeBlock: (node) => element("discord-code", { multiline: true }, node.content),
  blockQuote: (node, inner) => element("div", { class: "quote" }, ...inner),
  heading: (node, inner) => element("discord-header", { level: node.level }, ...inner),
  subtext: (node, inner) => element("discord-subscript", {}, ...inner),
  list: (node, inner) => element("div", { class: "item" }, ...inner),
  link: (node, inner) => element("discord-link", { href: node.target }, ...inner),
  url: (node) => element("discord-link", { href: node.target }, node.target),
  autolink: (node) => element("discord-link", { href: node.target }, node.target),
  user: (node) => mention("user", people[node.id] ?? "unknown-user"),
  role: () => mention("role", "unknown-role"),
  channel: () => mention("channel", "unknown"),
  slashCommand: (node) => mention("slash", node.fullName ?? "command"),
  everyone: () => mention(undefined, "@everyone"),
  here: () => mention(undefined, "@here"),
  emoji: (node) => `[emoji ${node.name}]`,
  twemoji: (node) => node.name,
  timestamp: (node) => element("discord-time", {}, relative(Number(node.timestamp))),
};

let people = {};

function mention(type, name) {
  return element("discord-mention", { type, highlight: type === undefined }, name);
}

function markdown(text) {
  return rendered(parser(text, { inline: true, prevCapture: null }));
}

function rendered(tree) {
  return [tree].flat().map((node) => {
    const inner = Array.isArray(node.content) ? rendered(node.content) : [];
    return (nodes[node.type] ?? (() => `[${node.type}]`))(node, inner);
  });
}

function relative(seconds) {
  const format = new Intl.RelativeTimeFormat("en", { numeric: "always" });
  return Math.abs(seconds) < 60
    ? format.format(seconds, "second")
    : format.format(Math.round(seconds / 60), "minute");
}

function picture(svg) {
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80" viewBox="0 0 80 80">${svg}</svg>`)}`;
}

function avatar(name) {
  if (name === BOT)
    return picture(
      '<rect width="80" height="80" fill="#1e2a4a"/><circle cx="40" cy="42" r="20" fill="#7fa6d9"/>' +
        '<ellipse cx="40" cy="42" rx="33" ry="9" fill="none" stroke="#e8d9a0" stroke-width="4" transform="rotate(-20 40 42)"/>' +
        '<path d="M22 38a20 20 0 0 1 36-4z" fill="#7fa6d9"/>',
    );
  return picture(
    `<rect width="80" height="80" fill="${COLOURS[name]}"/><text x="40" y="54" font-family="Noto Sans" font-size="40" fill="#fff" text-anchor="middle">${name[0]}</text>`,
  );
}

const THUMBNAIL = picture(
  '<rect width="80" height="80" fill="#0b1020"/><circle cx="40" cy="42" r="26" fill="#b8bcc4"/>' +
    '<circle cx="32" cy="36" r="6" fill="#9a9fa8"/><circle cx="50" cy="52" r="8" fill="#9a9fa8"/>',
);

function embed(data) {
  const made = element("discord-embed", {
    slot: "embeds",
    color: data.color === undefined ? undefined : `#${data.color.toString(16).padStart(6, "0")}`,
    "author-name": data.author?.name,
    "embed-title": data.title && markdown(data.title).map((part) => part.textContent ?? part).join(""),
    url: data.url,
    thumbnail: data.thumbnail && THUMBNAIL,
  });
  if (data.description)
    made.append(element("discord-embed-description", { slot: "description" }, ...markdown(data.description)));
  if (data.fields) {
    let column = 0;
    const fields = data.fields.map((field) => {
      column = field.inline ? (column % 3) + 1 : 0;
      return element(
        "discord-embed-field",
        { "field-title": field.name, inline: field.inline, "inline-index": column || undefined },
        ...markdown(field.value),
      );
    });
    made.append(element("discord-embed-fields", { slot: "fields" }, ...fields));
  }
  if (data.footer)
    made.append(element("discord-embed-footer", { slot: "footer" }, element("span", {}, data.footer.text)));
  return made;
}

function buttons(row) {
  return element(
    "discord-action-row",
    {},
    ...row.map(({ label, style, url, disabled }) =>
      element("discord-button", { type: style === "link" ? "secondary" : style, url, disabled }, label),
    ),
  );
}

function replyLine({ kind, by, text }) {
  const author = { slot: "reply", author: by, avatar: avatar(by) };
  if (kind === "command") return [element("discord-command", { ...author, command: text })];
  return kind === "message" ? [element("discord-reply", author, `@${BOT} ${text}`)] : [];
}

function answer(scene) {
  const { reply } = scene;
  const made = element("discord-message", {
    author: BOT,
    avatar: avatar(BOT),
    bot: true,
    ephemeral: reply.ephemeral,
    timestamp: NOW,
  });
  made.append(...replyLine(scene), ...markdown(reply.content ?? ""), ...(reply.embeds ?? []).map(embed));
  if (reply.buttons)
    made.append(element("discord-attachments", { slot: "components" }, ...reply.buttons.map(buttons)));
  return made;
}

function asked({ kind, by, text }) {
  if (kind !== "message") return [];
  return [
    element(
      "discord-message",
      { author: by, avatar: avatar(by), timestamp: NOW },
      mention("user", BOT),
      ` ${text}`,
    ),
  ];
}

// Draw a scene, and return the size of it in CSS pixels.
globalThis.draw = async (scene) => {
  people = scene.reply.people ?? {};
  const messages = element("discord-messages", {}, ...asked(scene), answer(scene));
  document.body.replaceChildren(messages);
  await document.fonts.ready;
  await new Promise((done) => setTimeout(done, 200)); // the components draw themselves later
  const { width, height } = messages.getBoundingClientRect();
  return { width, height };
};
