import type { JSX } from 'preact'
import { type Theme, theme } from '../look/theme.ts'
import { links } from '../router/links.ts'
import { place } from '../router/place.ts'
import { client } from '../service/connection.ts'
import { session } from '../service/session.ts'
import { chooseLanguage, isLanguage, language, languages, words } from '../words/words.ts'

export function PageHeader(): JSX.Element {
  const { app } = words()
  return (
    <header class="page-header">
      <a class="page-name" href={links.batches}>
        {app.name}
      </a>
      <nav aria-label={app.nav}>
        <ViewLink href={links.batches} isIn={(path) => path === '/' || path.startsWith('/batches/')}>
          {app.batches}
        </ViewLink>
        <ViewLink href={links.new} isIn={(path) => path === '/new'}>
          {app.newJob}
        </ViewLink>
        <ViewLink href={links.search} isIn={(path) => path === '/search'}>
          {app.search}
        </ViewLink>
        <ViewLink href={links.system} isIn={(path) => path === '/system'}>
          {app.system}
        </ViewLink>
        <a href={client.value.urlOf('/docs')}>{app.api}</a>
      </nav>
      <div class="page-choices">
        <ViewLink href={links.signIn} isIn={(path) => path === '/sign-in'}>
          {session.value.userId === null ? app.session : app.signedInAs(session.value.userId)}
        </ViewLink>
        <ThemeChoice />
        <LanguageChoice />
      </div>
    </header>
  )
}

interface LinkProps {
  href: string
  isIn: (path: string) => boolean
  children: string
}

function ViewLink({ href, isIn, children }: LinkProps): JSX.Element {
  return (
    <a href={href} aria-current={isIn(place.value.path) ? 'page' : undefined}>
      {children}
    </a>
  )
}

const themes: readonly Theme[] = ['system', 'light', 'dark']

function ThemeChoice(): JSX.Element {
  const { app } = words()
  return (
    <select
      aria-label={app.theme}
      value={theme.value}
      onChange={({ currentTarget: { value } }) => {
        theme.value = themes.find((each) => each === value) ?? 'system'
      }}
    >
      {themes.map((each) => (
        <option key={each} value={each}>
          {app.themes[each]}
        </option>
      ))}
    </select>
  )
}

function LanguageChoice(): JSX.Element {
  return (
    <select
      aria-label={words().app.chooseLanguage}
      value={language.value}
      onChange={({ currentTarget: { value } }) => isLanguage(value) && chooseLanguage(value)}
    >
      {Object.entries(languages).map(([tag, { language: name }]) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  )
}
