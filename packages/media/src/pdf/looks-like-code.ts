/** Ends or beginnings that prose does not have. */
const signs =
  /[;{}]$|^[}\])]+[;,]?$|^(?:\$|>>>|#!|#include|\/\/|\/\*|<\/?\w+[^>]*>)|\w\(.*\)\s*[:;{]?$|^[\w.[\]'"]+\s*(?:=|:=|\+=|-=|<-)\s*\S|\w(?:::|->)\w|=>|&&|\|\|/u
/** Words that begin a line of code, with what has to come after them. */
const keywords =
  /^(?:(?:def|class|if|elif|else|for|while|try|except|with|switch|case)\b.*:$|(?:return|import|from|fn|func|function|const|let|var|public|private|static|void|package|use|using)\b.*[;.({=]|(?:return|import|export)\s+[\w.]+$|(?:SELECT|INSERT|UPDATE|DELETE|CREATE)\s)/u

/** Whether a line reads as code. */
export const looksLikeCode = (line: string): boolean => {
  const text = line.trim()
  return signs.test(text) || keywords.test(text)
}
