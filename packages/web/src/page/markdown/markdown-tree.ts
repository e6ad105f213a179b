/** What Markdown can say: the nodes of mdast (https://github.com/syntax-tree/mdast) that the page reader makes. */
export type Inline =
  | { type: 'text'; value: string }
  | { type: 'strong' | 'emphasis' | 'delete'; children: Inline[] }
  | { type: 'inlineCode'; value: string }
  | { type: 'inlineMath'; value: string; display: boolean }
  | { type: 'link'; url: string; children: Inline[] }
  | { type: 'image'; url: string; alt: string }
  | { type: 'break' }
  /** The box of a task; the item that begins with it takes it. */
  | { type: 'box'; checked: boolean }

export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'heading'; depth: number; children: Inline[] }
  | List
  | { type: 'blockquote'; children: Block[] }
  | { type: 'code'; lang: string | null; value: string }
  | { type: 'math'; value: string }
  | Table
  | { type: 'thematicBreak' }

export interface List {
  type: 'list'
  /** Number of the first item; null for a list without numbers. */
  start: number | null
  items: ListItem[]
}

export interface ListItem {
  /** Null for an item that is no task. */
  checked: boolean | null
  children: Block[]
}

export interface Table {
  type: 'table'
  /** All of the same length; the first one is the header. */
  rows: Inline[][][]
}
