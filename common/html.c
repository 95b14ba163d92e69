#include "common/html.h"

#include <stddef.h>
#include <stdint.h>

#include "common/utf8.h"

/*
 * Ink stands on paper, s1 and s2 (light 15.8, 12.9, 10.2; dark 14.5, 9.7,
 * 6.7), onfill on s3 and s4 (5.5, 9.4; 8.5, 11.6), quiet on paper (6.4; 7.9).
 * tests/report.t computes the contrasts again from the page.
 */
static const char colours[] =
    ":root{--paper:#ffffff;--ink:#1f2328;--quiet:#57606a;--fill:#0b5c8a;"
    "--onfill:#ffffff;--rest:#d0d7de;--rule:#d0d7de;"
    "--s1:#dbeaf4;--s2:#b3d4e8;--s3:#1f6f9e;--s4:#0b4a70}"
    "@media (prefers-color-scheme:dark){:root{--paper:#16181c;--ink:#e6e8eb;"
    "--quiet:#a8adb5;--fill:#7cc4ee;--onfill:#10222e;--rest:#3a4048;"
    "--rule:#3a4048;--s1:#1d3a4c;--s2:#23536f;--s3:#7cc4ee;--s4:#b5e0f8}}"
    "@media print{:root{--paper:#ffffff;--ink:#000000;--quiet:#4a4a4a;"
    "--fill:#0b5c8a;--onfill:#ffffff;--rest:#d0d7de;--rule:#9a9a9a;"
    "--s1:#dbeaf4;--s2:#b3d4e8;--s3:#1f6f9e;--s4:#0b4a70}}";

static const char style[] =
    "*{box-sizing:border-box}"
    "html{color-scheme:light dark;-webkit-print-color-adjust:exact;"
    "print-color-adjust:exact}"
    "body{margin:0;background:var(--paper);color:var(--ink);"
    "font:16px/1.5 system-ui,sans-serif}"
    "main,footer{max-width:60rem;margin:0 auto;padding:0 1rem}"
    "h1{font-size:1.5rem;line-height:1.25;margin:1rem 0 .25rem}"
    "h2{font-size:1.1rem;line-height:1.3;margin:1.5rem 0 .5rem;"
    "border-bottom:1px solid var(--rule)}"
    "p,pre{margin:.25rem 0;overflow-wrap:anywhere}"
    "pre{white-space:pre-wrap;font:inherit}"
    ".quiet,footer{color:var(--quiet)}"
    "footer{font-size:.875rem;padding-bottom:1rem;margin-top:1.5rem}"
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums}"
    "caption{text-align:left;font-weight:600;padding:.25rem 0}"
    "th,td{text-align:left;padding:.15rem .75rem .15rem 0;"
    "vertical-align:top;border-bottom:1px solid var(--rule)}"
    "thead th{vertical-align:bottom}"
    "td.n,tbody th{white-space:nowrap}.n{text-align:right}"
    ".wide{overflow-x:auto}"
    "figure{margin:.5rem 0;break-inside:avoid}"
    "figure svg{display:block}"
    "figcaption{color:var(--quiet)}"
    "tr{break-inside:avoid}h2{break-after:avoid}"
    "@page{margin:15mm}"
    "@media print{body{font-size:11pt}main,footer{max-width:none;padding:0}"
    ".wide{overflow:visible}figure svg{max-width:100%;height:auto}}";

const char *
html_colours(void)
{
	return colours;
}

void
html_text(struct buf *b, struct view v)
{
	struct buf tame = { 0 };
	size_t i;

	utf8_tame(&tame, v, true);
	if (buf_bad(&tame))
		b->bad = true;
	for (i = 0; i < tame.n; i++)
		switch (tame.p[i]) {
		case '&':
			buf_puts(b, "&amp;");
			break;
		case '<':
			buf_puts(b, "&lt;");
			break;
		case '>':
			buf_puts(b, "&gt;");
			break;
		case '"':
			buf_puts(b, "&quot;");
			break;
		case '\'':
			buf_puts(b, "&#39;");
			break;
		default:
			buf_putc(b, tame.p[i]);
		}
	buf_release(&tame);
}

void
html_begin(struct buf *b, struct view title, const char *css)
{
	buf_puts(b, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
		    "<meta charset=\"utf-8\">\n"
		    "<meta name=\"viewport\" "
		    "content=\"width=device-width,initial-scale=1\">\n"
		    "<meta name=\"robots\" content=\"noindex\">\n"
		    "<meta http-equiv=\"Content-Security-Policy\" "
		    "content=\"default-src "
		    "'none'; style-src 'unsafe-inline'\">\n<title>");
	html_text(b, title);
	buf_printf(b,
	    "</title>\n<style>\n%s\n%s%s\n</style>\n</head>\n<body>\n", colours,
	    style, css != NULL ? css : "");
	buf_puts(b, "<main>\n");
}

void
html_end(struct buf *b, const char *note)
{
	buf_puts(b, "</main>\n<footer><p>");
	html_text(b, view_of(note));
	buf_puts(b, "</p></footer>\n</body>\n</html>\n");
}
