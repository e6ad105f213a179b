import { render } from 'preact'
import { App } from './app.tsx'
import './look/tokens.css'
import './look/base.css'
import './look/theme.ts'

const page = document.getElementById('page')
if (page !== null) render(<App />, page)
