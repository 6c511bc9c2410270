/** The one style sheet: light and dark, print, narrow screens. Constant text; nothing foreign is ever put into it. */
export const styleSheet = `
:root{color-scheme:light dark;--bg:#fff;--card:#f6f8fa;--ink:#1b2430;--soft:#556070;--line:#d5dbe3;--ctl:#0b5cad;--data:#6d3fb0;
--good:#12693a;--bad:#b3142b;--warn:#845300;--odd:#6d3fb0;--gap:#fdeaec;--badge:#fff;--mark:#fff3c4}
@media (prefers-color-scheme:dark){:root{--bg:#12161c;--card:#1a2029;--ink:#e4e9f0;--soft:#a4afbd;--line:#364150;--ctl:#6db3f8;
--data:#c3a1fb;--good:#58cf8c;--bad:#ff8593;--warn:#f2b84b;--odd:#c3a1fb;--gap:#3a1e26;--badge:#12161c;--mark:#4a3f12}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
.page{max-width:62rem;margin:0 auto;padding:1.5rem 1.25rem 3rem}
h1{font-size:1.55rem;line-height:1.3;margin:.6rem 0 .4rem}
h2{font-size:1.2rem;margin:2.4rem 0 .7rem;padding-bottom:.3rem;border-bottom:1px solid var(--line)}
h3{font-size:1.05rem;margin:0 0 .3rem}h4{font-size:.95rem;margin:1rem 0 .3rem}
p{margin:.4rem 0}ul{margin:.3rem 0;padding-left:1.3rem}li{margin:.25rem 0}
h1,h2,h3,p,li,dd,td.what,summary,figcaption{overflow-wrap:anywhere}
a{color:var(--ctl)}a:focus-visible,summary:focus-visible,[tabindex]:focus-visible,input:focus-visible+label{outline:3px solid var(--ctl);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--bg);padding:.4rem .8rem}
.badge{display:inline-block;padding:.1rem .6rem;border-radius:.3rem;background:var(--v);color:var(--badge);font-weight:700;letter-spacing:.04em;text-transform:uppercase;font-size:.85rem}
.healthy{--v:var(--good)}.degraded{--v:var(--warn)}.broken{--v:var(--bad)}.inconclusive{--v:var(--odd)}
.top{border-left:.4rem solid var(--v);padding-left:1rem}
.soft{color:var(--soft);font-size:.92rem}
code,pre,.wire{font-family:ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;font-size:.86rem}
pre{background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.6rem .8rem;margin:.4rem 0;overflow-x:auto}
pre.copy{user-select:all;-webkit-user-select:all}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem;margin:.5rem 0}dt{color:var(--soft)}dd{margin:0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.93rem}th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600}td.what{min-width:13rem}.dec text{fill:var(--soft)}td.num{white-space:nowrap;font-variant-numeric:tabular-nums}
.ok{color:var(--good);font-weight:600}.no{color:var(--bad);font-weight:600}
article{border:1px solid var(--line);border-left:.4rem solid var(--v,var(--soft));border-radius:.4rem;padding:1rem 1.1rem;margin:1rem 0;background:var(--bg)}
article.cause{--v:var(--bad)}article.risk{--v:var(--warn)}
.wire{list-style:none;padding:.4rem .7rem;background:var(--card);border-radius:.4rem}.wire .dec{color:var(--soft);padding-left:1.4rem;display:block}
.role{font-weight:600}.product{margin:.6rem 0 0;font-size:.88rem;color:var(--soft)}
figure{margin:1rem 0 1.6rem}figcaption{font-weight:600;font-size:.93rem;margin-bottom:.3rem}
svg{display:block;width:100%;height:auto}
.ladder svg{min-width:44rem;border:1px solid var(--line);border-radius:.4rem;background:var(--bg)}
svg text{fill:var(--ink);font:12px ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace}

.ladder svg text{paint-order:stroke;stroke:var(--bg);stroke-width:4px;stroke-linejoin:round}.ladder svg .gap~text{stroke:none}
svg .t{fill:var(--soft);font-size:11px}svg .who{font-weight:700}svg .at{fill:var(--soft)}
.life{stroke:var(--soft);stroke-width:1.5}.nat{stroke-dasharray:7 4}.far{stroke-dasharray:2 4}
.l{fill:none;stroke:var(--c);stroke-width:1.6}.h,.dot{fill:var(--c)}.x{stroke:var(--bad);stroke-width:3;fill:none}
.never{stroke:var(--soft);stroke-width:1;stroke-dasharray:2 5}.back{stroke-dasharray:5 3}
.ctl{--c:var(--ctl)}.data{--c:var(--data)}.data .l{stroke-width:2.8}.bad{--c:var(--bad)}.bad>text:not(.t){fill:var(--bad)}
.gap{fill:var(--card)}.bad .gap{fill:var(--gap)}.zig{stroke:var(--c);stroke-width:3;stroke-dasharray:3 5;fill:none}.bad .zig{stroke:var(--bad)}
.hit{fill:none}:target>.hit{fill:var(--mark)}li:target,tr:target,article:target,.line:target{background:var(--mark)}
.key{display:flex;flex-wrap:wrap;gap:.3rem 1.3rem;font-size:.88rem;list-style:none;padding:0}.key b{font-family:ui-monospace,monospace}
.k1{color:var(--ctl)}.k2{color:var(--data)}.k3{color:var(--bad)}
.path .box{fill:var(--card);stroke:var(--soft);stroke-width:1.3}.path .leg{stroke:var(--soft);stroke-width:2;stroke-dasharray:none}
.path .cut{stroke:var(--bad);stroke-width:2;stroke-dasharray:5 4}.path .way{stroke-dasharray:1 6;stroke-width:3;stroke-linecap:round}.path .unsure{fill:var(--bad);font-weight:700;font-size:16px}
.path .tall{display:none;max-width:18rem}
details{margin:.6rem 0}summary{cursor:pointer;font-weight:600}li summary{font-weight:400;color:var(--soft)}
.log{overflow:auto;max-height:40rem}.log .sent{color:var(--ctl)}.log .fail{color:var(--bad)}.line{display:block;white-space:pre-wrap;overflow-wrap:anywhere}
footer{margin-top:3rem;color:var(--soft);font-size:.88rem;border-top:1px solid var(--line);padding-top:.7rem}
.filters{display:flex;flex-wrap:wrap;gap:.5rem;border:0;padding:0;margin:1rem 0}.filters legend{padding:0;margin-bottom:.4rem;font-weight:600}
.filters input{position:absolute;opacity:0}.filters label{border:1px solid var(--line);border-radius:1rem;padding:.15rem .8rem;cursor:pointer}
.filters input:checked+label{background:var(--ink);color:var(--bg)}
body:has(#show-broken:checked) :is(tr,.target):is(.healthy,.degraded,.inconclusive),
body:has(#show-inconclusive:checked) :is(tr,.target):is(.healthy,.degraded,.broken),
body:has(#show-degraded:checked) :is(tr,.target):is(.healthy,.broken,.inconclusive),
body:has(#show-healthy:checked) :is(tr,.target):is(.broken,.degraded,.inconclusive){display:none}
.target{border-top:2px solid var(--line);padding-top:.4rem}
@media (max-width:40rem){.page{padding:1rem .8rem 2rem}h1{font-size:1.25rem}.path .wide{display:none}.path .tall{display:block}
dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}article{padding:.7rem}
.modes table,.modes tbody,.modes tr,.modes td,.modes th[scope=row]{display:block;width:auto}.modes thead{position:absolute;left:-99rem}
.modes tr{border-bottom:1px solid var(--line);padding:.4rem 0}.modes td,.modes th[scope=row]{border:0;padding:.05rem 0}.modes td::before{content:attr(data-of);color:var(--soft)}td.what{min-width:0}.modes td:empty{display:none}}
@media print{:root{color-scheme:light;--bg:#fff;--card:#f3f4f6;--ink:#000;--soft:#444;--line:#bbb;--ctl:#0b4f94;--data:#5a2f96;--good:#0d5a30;--bad:#a01024;--warn:#6d4500;--odd:#5a2f96;--gap:#fbe6e9;--badge:#fff}
body{font-size:10.5pt}.page{max-width:none;padding:0}.skip,.filters{display:none}.ladder svg{min-width:0}.log{max-height:none}
table{font-size:.78em}td.what{min-width:0}th,td{padding:.25rem .35rem}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}figure svg,article>h3,tr{break-inside:avoid}h2,h3,figcaption{break-after:avoid}a{color:inherit}}
`;
