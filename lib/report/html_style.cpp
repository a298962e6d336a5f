#include "html_parts.hpp"

namespace planloom::report {
namespace {

constexpr std::string_view css = R"css(:root{
--paper:#fff;--soft:#f4f6f8;--line:#d8dee5;--ink:#1c2530;--muted:#5a6674;--accent:#1f4e79;
--accent-soft:#e4edf6;--bad:#a3191f;--bad-soft:#fbeaea;--warn:#7d5200;--warn-soft:#fdf3dc;
--on-accent:#fff}
@media (prefers-color-scheme:dark){:root{
--paper:#14181d;--soft:#1c2229;--line:#36404b;--ink:#e5e9ee;--muted:#a3aeba;--accent:#8fbbe6;
--accent-soft:#1e3144;--bad:#ff948c;--bad-soft:#3a1d1f;--warn:#efc065;--warn-soft:#352a14;
--on-accent:#10161c}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.65 "Noto Sans CJK SC",
"Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;overflow-wrap:anywhere;
border-top:6px solid var(--accent)}
html[lang=en] body{font-family:system-ui,"Segoe UI","Helvetica Neue",Arial,"Noto Sans CJK SC",
"Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif;line-height:1.55}
a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:.2em}
table a,.effects a,.wave a{color:inherit;text-decoration-color:var(--line)}
a:hover{text-decoration-color:currentColor}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
:target{background:var(--warn-soft)}
section:target,body:target{background:none}
.frame{max-width:90rem;margin:0 auto;padding:0 1.25rem}
main{min-width:0}
h1,h2,h3,h4,p,ul,ol,dl,dd{margin:0;padding:0}
h1{font-size:clamp(1.5rem,1.1rem + 1.9vw,2.3rem);line-height:1.3;letter-spacing:.01em;
text-wrap:balance;max-width:34em}
h2{font-size:1.4rem;line-height:1.35;color:var(--accent);padding-bottom:.4rem;
border-bottom:2px solid var(--accent);margin-bottom:1.1rem}
h2 .no{display:inline-block;min-width:1.5em;font-variant-numeric:tabular-nums}
h3{font-size:1.1rem;line-height:1.45;margin:1.8rem 0 .6rem}
h4{font-size:1rem;line-height:1.5}
p+p,ul+p,p+ul,.scroll+p{margin-top:.6rem}
.part{margin:3.2rem 0}
.kind{color:var(--muted);font-size:.9rem;letter-spacing:.12em;margin-bottom:.5rem}
html[lang=en] .kind{text-transform:uppercase}
.masthead{padding:2.6rem 0 1.4rem}
.identity{display:flex;flex-wrap:wrap;gap:.3rem 2.2rem;margin-top:1.1rem;font-size:.92rem}
.identity div{display:flex;gap:.6em}
.identity dt,.meta,.text,.legend,caption,footer,.path{color:var(--muted)}
.identity dt{flex:none}
.banner{background:var(--warn-soft);color:var(--warn);border-bottom:2px solid var(--warn);
padding:.8rem 1.25rem;text-align:center}
.banner strong{font-size:1.1rem;margin-right:.6em}
.banner strong::before{content:"⚠ "}
.each-page{display:none}
.toc h2{font-size:.85rem;border:0;margin:0;padding:0;color:var(--muted);letter-spacing:.08em}
.toc ol{list-style:none;font-size:.92rem;counter-reset:toc}
.toc li{counter-increment:toc}
.toc a{display:block;padding:.28rem 0 .28rem 1.5em;text-indent:-1.5em;text-decoration:none;color:var(--ink)}
.toc a::before{content:counter(toc);color:var(--muted);display:inline-block;width:1.5em;text-indent:0}
.toc a:hover{color:var(--accent)}
@media (min-width:70rem){
.frame{display:grid;grid-template-columns:11.5rem minmax(0,1fr);gap:3.5rem}
.toc{position:sticky;top:0;align-self:start;padding-top:2.7rem;max-height:100vh;overflow:auto}
.toc h2{margin-bottom:.5rem}}
@media (max-width:69.99rem){
.toc{padding:1rem 0 0}.toc h2{display:none}
.toc ol{display:flex;flex-wrap:wrap;gap:0 1.2rem}}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(6.6rem,1fr));
border-top:1px solid var(--line);border-left:1px solid var(--line);margin-bottom:1.4rem}
.figure{display:flex;flex-direction:column;padding:.7rem .75rem;
border-right:1px solid var(--line);border-bottom:1px solid var(--line)}
.figure dd{font-size:1.9rem;line-height:1.2;font-weight:600;font-variant-numeric:tabular-nums}
.figure dt{color:var(--muted);font-size:.84rem;overflow-wrap:normal}
.figure.error dd{color:var(--bad)}.figure.warning dd{color:var(--warn)}
.sentences{list-style:none}
.sentences li{padding:.3rem 0 .3rem 1.2em;text-indent:-1.2em}
.sentences li::before{content:"■";color:var(--accent);font-size:.6em;display:inline-block;
width:2em;text-indent:0;vertical-align:.2em}
.lead-text{max-width:46em;white-space:pre-line}
.text{font-weight:400;font-size:.88rem;white-space:pre-line;margin-top:.2rem}
.scroll{overflow-x:auto;margin:.6rem 0}
table{border-collapse:collapse;width:100%;font-size:.92rem;line-height:1.5}
caption{text-align:left;padding:.3rem 0;font-size:.88rem}
th,td{text-align:left;vertical-align:top;padding:.42rem .7rem .42rem 0;
border-bottom:1px solid var(--line)}
th{font-weight:400}
thead th{font-size:.84rem;color:var(--muted);border-bottom:1px solid var(--muted);
vertical-align:bottom;white-space:nowrap}
tfoot th,tfoot td{font-weight:600;border-bottom:0;border-top:1px solid var(--muted)}
.key{color:var(--muted);font-size:.88em;font-variant-numeric:tabular-nums}
td.key{white-space:nowrap;width:1%;padding-right:1em}
.number{text-align:right;font-variant-numeric:tabular-nums;padding-right:.3rem;padding-left:.7rem}
.none{color:var(--muted)}
.many{display:inline-block;font-size:.82rem;font-weight:400;color:var(--muted);
border:1px solid var(--line);border-radius:1em;padding:0 .6em;line-height:1.5;
font-variant-numeric:tabular-nums;background:var(--paper)}
.tag{font-size:.8rem;border:1px solid var(--line);border-radius:3px;padding:0 .4em;
margin-left:.5em;color:var(--muted)}
.goal{margin:0 0 1.6rem;padding-left:1rem;border-left:3px solid var(--line)}
.goal.d0{border-left-color:var(--accent)}
.goal h4 .key{margin-right:.3em}
.d1{margin-left:1.4rem}.d2{margin-left:2.8rem}.d3{margin-left:4.2rem}.d4{margin-left:5.6rem}
.d5{margin-left:7rem}.d6{margin-left:8.4rem}
th.d1{padding-left:1.4em}th.d2{padding-left:2.8em}th.d3{padding-left:4.2em}
th.d4{padding-left:5.6em}th.d5{padding-left:7em}th.d6{padding-left:8.4em}
.meta{font-size:.88rem}
.meta:empty{display:none}
.meta span+span::before{content:"· "}
.tasks th[scope=row]{width:44%}
.duty{display:block}
.duty b{font-weight:400;color:var(--muted);margin-right:.2em}
.duty.lead b{color:var(--accent);font-weight:600}
.short{white-space:nowrap}
.due{min-width:7.5em}
.sentences,main>section>p{max-width:56em}
.empty,.flag{color:var(--bad);font-weight:600}
.empty::before,.flag::before{content:"✕ "}
)css";

constexpr std::string_view css_of_parts = R"css(.badge{display:inline-block;font-size:.78rem;
font-weight:600;line-height:1.5;padding:.05em .55em;border:1px solid currentColor;
border-radius:3px;white-space:nowrap}
.badge.error{color:var(--bad);background:var(--bad-soft)}
.badge.error::before{content:"✕ "}
.badge.warning{color:var(--warn);background:var(--warn-soft)}
.badge.warning::before{content:"! "}
.badge.info{color:var(--muted)}
.badge.info::before{content:"i "}
.overview td:first-child{width:1%;padding-right:1em}
.rule{margin-top:1.9rem}
.rule h3{margin:0 0 .4rem}
.advice{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1em;font-size:.9rem;
margin-bottom:.5rem}
.advice dt{color:var(--muted)}
@media (max-width:36rem){.advice{grid-template-columns:1fr}.advice dd{margin-bottom:.3rem}}
details>summary{cursor:pointer;color:var(--accent);padding:.2rem 0;width:fit-content}
.found{list-style:none;font-size:.92rem;border-left:3px solid var(--line);padding-left:.9rem;
margin:.3rem 0}
.found li{padding:.12rem 0}
.go{text-decoration:none}
.silent{margin-top:2rem;border-top:1px solid var(--line);padding-top:.7rem}
.legend{font-size:.88rem}
.legend span{white-space:nowrap;margin-left:.9em}
.legend b{display:inline-block;min-width:1.6em;text-align:center;color:var(--ink)}
.legend b.lead{background:var(--accent);color:var(--on-accent);border-radius:2px}
.matrix{width:auto;font-size:.86rem}
.matrix th,.matrix td{padding:.28rem .35rem;border:1px solid var(--line)}
.matrix td{text-align:center;min-width:1.9rem}
.matrix th[scope=row],.matrix .corner{position:sticky;left:0;background:var(--paper);z-index:1;
min-width:11rem;max-width:24rem;padding-left:.3rem}
.matrix .upright{padding:.4rem .2rem;vertical-align:bottom;text-align:left;white-space:normal;
line-height:1.25}
.upright span{writing-mode:vertical-rl;max-height:13.5em;min-height:3em;font-size:.95em;
color:var(--ink)}
.matrix .margin{color:var(--muted);white-space:nowrap;font-variant-numeric:tabular-nums}
.matrix .group th{background:var(--soft);font-weight:600;border-top:1px solid var(--muted);
padding-left:.3rem}
.group th>span{position:sticky;left:.3rem}
.matrix .own{font-weight:600}
.matrix .passed{color:var(--muted);white-space:nowrap}
.matrix .lead{background:var(--accent);color:var(--on-accent);font-weight:700}
.matrix.listed{width:100%}
.matrix .list{text-align:left}
.load{width:auto;min-width:60%}
.load .sum{font-weight:600}
.wave{border:1px solid var(--line);background:var(--soft);border-radius:4px;
padding:.8rem 1.1rem;margin-top:.9rem}
.wave h3{margin:0 0 .5rem}
.wave ul{list-style:none;columns:21rem;column-gap:2rem;font-size:.92rem}
.wave li{break-inside:avoid;padding:.16rem 0 .16rem 1em;text-indent:-1em}
.alarm{color:var(--bad)}
.circles{list-style:none;border-left:3px solid var(--bad);padding-left:.9rem;margin:.4rem 0 1rem}
.drawing{border:1px solid var(--line);background:var(--soft);border-radius:4px;padding:.8rem}
svg{display:block;font-size:12.5px}
svg text{fill:var(--ink)}
svg .wave-no{font-weight:600;font-size:14px;fill:var(--accent)}
.box rect{fill:var(--paper);stroke:var(--muted);stroke-width:1}
.box:hover rect{stroke:var(--accent);stroke-width:2}
.box.alarm rect{stroke:var(--bad);stroke-width:2.5}
svg .box-key{font-size:11px;fill:var(--muted)}
svg .alarm .box-key{fill:var(--bad);font-weight:600}
svg .box-lead{font-size:11.5px;fill:var(--accent)}
.link{fill:none;stroke:var(--muted);stroke-width:1.3}
.link.soft{stroke-dasharray:5 4}
.link.alarm{stroke:var(--bad);stroke-width:2.2}
.m-arrow path{fill:var(--muted)}.m-alarm path{fill:var(--bad)}
svg .link-label{font-size:11px;text-anchor:middle;paint-order:stroke;stroke:var(--soft);
stroke-width:4px}
svg .link-label.alarm{fill:var(--bad);font-weight:600;text-anchor:start}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(23rem,100%),1fr));
gap:1rem;margin-top:1rem;align-items:start}
.card{border:1px solid var(--line);border-top:3px solid var(--accent);padding:.85rem 1rem}
.card h3{margin:0;font-size:1.02rem}
ul.stops{list-style:none;display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;margin:.35rem 0}
.stops strong{color:var(--bad)}
.tell{font-size:.9rem}
.tell b{font-weight:600}
.card p+details,.card ul+details{margin-top:.35rem}
.effects{list-style:none;font-size:.88rem}
.effects li{padding:.35rem 0;border-top:1px solid var(--line)}
.effect{font-weight:600;margin-right:.3em}
.effect.stopped{color:var(--bad)}.effect.lighter{color:var(--warn)}
.path{display:block}
.notice{border-left:3px solid var(--warn);background:var(--warn-soft);padding:.35rem .8rem;
font-size:.9rem;margin:.6rem 0}
.gantt{min-width:14rem;width:45%;padding:.3rem 0}
.gantt div{position:relative;height:.95em;background:var(--soft)}
.gantt i{position:absolute;top:0;bottom:0;min-width:2px;background:var(--accent)}
.gantt i.slack{background:var(--accent-soft);border:1px solid var(--line)}
.gantt i.crit{background:var(--bad)}
.timetable td.t{white-space:nowrap;font-variant-numeric:tabular-nums}
.timetable .sum th{font-weight:700}
.crit-path{font-size:.95rem}
footer{border-top:1px solid var(--line);margin:3rem 0 0;padding:1.2rem 0 2.5rem;font-size:.88rem}
footer h2{font-size:1rem;border:0;margin:0;color:inherit}
footer ul{padding-left:1.2em;margin:.3rem 0 .8rem}
@media (max-width:36rem){
.d1,.d2,.d3,.d4,.d5,.d6{margin-left:.6rem}
.goal{padding-left:.7rem}
.tasks thead,.requirements thead{position:absolute;clip-path:inset(50%)}
.tasks tr,.requirements tr{display:block;border-bottom:1px solid var(--line);padding:.4rem 0}
.tasks td,.tasks th,.requirements td,.requirements th{display:block;border:0;padding:.05rem 0}
.tasks th[scope=row]{width:auto}
.tasks td:empty{display:none}
.matrix th[scope=row],.matrix .corner{min-width:8.5rem;max-width:9.5rem}
.figures{grid-template-columns:repeat(3,1fr)}}
@media screen and (min-height:30rem){.tall{max-height:92vh;overflow:auto}
.tall thead th{position:sticky;top:0;background:var(--paper);z-index:2}
.tall thead .corner{z-index:3}}
@page{size:A4;margin:16mm 15mm 17mm}
@page wide{size:A4 landscape}
@media print{
:root{--paper:#fff;--soft:#f6f7f8;--line:#c9d0d8;--ink:#000;--muted:#4a5561;--accent:#1f4e79;
--accent-soft:#e4edf6;--bad:#a3191f;--bad-soft:#fff;--warn:#7d5200;--warn-soft:#fff;
--on-accent:#fff}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{font-size:10pt;line-height:1.5;border:0}
.frame{display:block;max-width:none;padding:0}
.masthead{padding-top:.5rem}
.part{margin:1.6rem 0}
.wide{page:wide}
.toc ol{display:block;columns:2}
.toc h2{display:block}
h2,h3,h4,thead,caption{break-after:avoid}
tr,.card,.figure,.wave li,.goal h4,.rule h3,.banner{break-inside:avoid}
.scroll,.tall{overflow:visible;max-height:none}
.matrix th[scope=row],.matrix .corner,.tall thead th,.group th>span{position:static}
.matrix{font-size:8pt}
.matrix td{min-width:0;padding:.15rem .12rem}
.matrix th[scope=row]{min-width:0;padding:.15rem .25rem}
svg{max-width:100%;height:auto;max-height:165mm}
.drawing{border:0;padding:0;background:none}
.cards{grid-template-columns:1fr 1fr;gap:.6rem}
tfoot{display:table-row-group}
.figures{grid-template-columns:repeat(9,1fr)}.figure{padding:.4rem}.figure dd{font-size:1.5rem}
a{color:inherit;text-decoration:none}
.go{display:none}
.rule details::details-content{content-visibility:visible;block-size:auto}
.each-page{display:block;position:fixed;top:0;right:0;font-size:8pt;color:var(--warn);
border:1px solid currentColor;padding:0 .5em;background:#fff}}
)css";

}  // namespace

std::string_view style() noexcept {
    static const std::string whole = std::string(css) + std::string(css_of_parts);
    return whole;
}

}  // namespace planloom::report
