import type { CheerioAPI } from 'cheerio/slim'

export type PageNode = Parameters<CheerioAPI['contains']>[0]
export type PageElement = Extract<PageNode, { attribs: Record<string, string> }>

export const isElement = (node: PageNode): node is PageElement => 'attribs' in node
