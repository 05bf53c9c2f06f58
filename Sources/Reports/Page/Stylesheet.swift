/// The look of every page: quiet paper white, ink, one red; system fonts only.
///
/// Outcomes differ by sign and word as well as by colour, and their colours by lightness, so that they are told apart
/// without seeing hues. Text has at least 4.5:1 against its ground (WCAG 2.2 AA).
enum Stylesheet {
  static let text = base + letter + scorecard + findings + tables + district + narrow + paper

  private static let base = """
    :root{--ink:#1d2329;--dim:#5c6670;--line:#d9dee3;--soft:#eef1f4;--ground:#f5f6f8;--card:#fff;--red:#a3161b;--blue:#1c5480;
    --fail:#a3161b;--open:#8a5700;--pass:#1c5480;--na:#6b747c;
    --serif:"FZXiaoBiaoSong-B05S","STZhongsong","Songti SC","Noto Serif CJK SC","Source Han Serif SC","SimSun",serif}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
    body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.7 "PingFang SC","Hiragino Sans GB","Microsoft YaHei",
    "Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
    h1,h2,h3,h4,p,ul,ol,figure{margin:0;padding:0}
    ul,ol{list-style:none}
    a{color:var(--blue);text-underline-offset:.2em;text-decoration-thickness:1px}
    a:focus-visible,button:focus-visible,select:focus-visible,input:focus-visible{outline:3px solid #f0b429;outline-offset:2px}
    .in{max-width:1120px;margin:0 auto;padding:0 24px}
    .skip{position:absolute;left:-9999px}
    .skip:focus{left:12px;top:12px;background:#fff;padding:8px 14px;z-index:9}
    .dim{color:var(--dim)}
    .cnt{display:inline-block;font:600 .8rem/1.5 system-ui,sans-serif;color:var(--dim);background:var(--soft);border-radius:9px;
    padding:0 .6em;vertical-align:middle}
    .mast{background:var(--card);border-top:5px solid var(--red);border-bottom:1px solid var(--line);padding:30px 0 0}
    .eyebrow{color:var(--red);font-size:.875rem;letter-spacing:.3em;font-weight:600}
    h1{font:700 2.25rem/1.35 var(--serif);margin:.15em 0 .1em}
    .sub{color:var(--dim)}
    .meta{display:flex;flex-wrap:wrap;gap:.1em 2em;margin-top:.7em}
    .meta b{font-weight:400;color:var(--dim);margin-right:.35em}
    .mast nav{display:flex;flex-wrap:wrap;gap:0 1.8em;margin-top:16px}
    .mast nav a{color:var(--ink);text-decoration:none;padding:.5em 0;border-bottom:3px solid transparent}
    .mast nav a:hover{border-color:var(--red)}
    main.in{padding-top:24px;padding-bottom:48px}
    .card{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:22px 26px 24px;margin-bottom:20px}
    h2{font:700 1.3rem/1.4 var(--serif);margin-bottom:.6em}
    .findings>h2{margin-top:1.2em}
    .lbl{color:var(--dim);font-size:.875rem}.gap{margin-top:14px}
    .foot{border-top:1px solid var(--line);color:var(--dim);font-size:.8125rem;padding:18px 0 40px}
    .oc,.sv{display:inline-block;font-weight:600;white-space:nowrap}
    .oc::before{display:inline-block;width:1.35em;font-weight:700}
    .oc.passed{color:var(--pass)}.oc.passed::before{content:"✓"}
    .oc.failed{color:var(--fail)}.oc.failed::before{content:"✕"}
    .oc.error{color:var(--fail)}.oc.error::before{content:"！"}
    .oc.undecided{color:var(--open)}.oc.undecided::before{content:"？"}
    .oc.not_due{color:var(--na)}.oc.not_due::before{content:"○"}
    .oc.not_applicable{color:var(--na)}.oc.not_applicable::before{content:"–"}
    .sv{font-size:.8125rem;line-height:1.5;border:1px solid currentcolor;border-radius:3px;padding:0 .45em}
    .sv.high{background:var(--fail);border-color:var(--fail);color:#fff}
    .sv.medium{color:var(--fail)}
    .sv.low{color:var(--dim)}
    svg{display:block;width:100%}
    .rg{height:14px;overflow:visible}.rg .t{fill:var(--soft)}.rg .r{fill:#9fbdd6}.rg .v{stroke:var(--red);stroke-width:4px;vector-effect:non-scaling-stroke}
    .pt{height:14px;border-radius:2px}
    .pt .passed{fill:var(--pass)}.pt .failed{fill:var(--fail)}.pt .error{fill:#5d0b0f}.pt .undecided{fill:#d9a13b}
    .pt .not_due{fill:#b9c1c8}.pt .not_applicable{fill:#dfe3e7}

    """

  private static let letter = """
    .letter{max-width:820px;margin:32px auto;background:#fff;border:1px solid var(--line);padding:56px 64px;line-height:1.9}
    .letter h1{text-align:center;font-size:1.7rem;margin-bottom:1em}
    .letter h2{margin:1.4em 0 .5em}
    .letter h3{font-size:1.0625rem;margin:1em 0 .2em}
    .letter .para{text-indent:2em;margin-bottom:.6em}
    .letter ol{list-style:decimal;padding-left:2.2em}
    .letter .who li .dim{display:block;font-size:.875rem}
    .letter .sign{text-align:right;margin-top:2.5em}
    .letter caption{position:absolute;left:-9999px}

    """

  private static let scorecard = """
    .score .big>*{min-width:0}
    .score .big{display:grid;grid-template-columns:auto minmax(0,1fr);gap:10px 40px;align-items:center}
    .num{min-width:0}
    .num strong{font:700 4rem/1.1 Georgia,"Times New Roman",var(--serif);letter-spacing:-.02em}
    .num .unit{margin:0 .8em 0 .3em;color:var(--dim)}
    .grade{display:inline-block;font:700 1.25rem/1.6 var(--serif);border:2px solid var(--red);color:var(--red);border-radius:4px;
    padding:0 .6em;vertical-align:.5em}
    .range .rg{height:26px}
    .scale{display:flex;justify-content:space-between;color:var(--dim);font-size:.75rem}
    .then{display:flex;flex-wrap:wrap;gap:0 1.8em;align-items:center;margin-top:.3em}.then .trend{flex:none;width:110px}
    .say{margin-top:.3em}.thin{color:var(--open)}
    .veto{border-left:4px solid var(--red);background:#fbeeee;padding:.5em 1em;margin-top:1em}
    .score .clauses,.model{margin-top:18px}
    .legend{display:flex;flex-wrap:wrap;gap:.2em 1.6em;margin-top:.4em}
    .model{border-top:1px solid var(--line);padding-top:12px;font-size:.875rem;color:var(--dim)}
    .model ul,.notes{list-style:disc outside;padding-left:1.3em}
    .model li::marker,.notes li::marker{color:#9aa3ab}
    .notes.dim{font-size:.875rem;margin-top:10px}
    .lead{margin-bottom:.5em}.lead b{font-size:1.15em}
    .lead+.top+.lead{margin-top:1.2em}
    .top li{display:grid;grid-template-columns:2.6em minmax(0,1fr) auto;gap:.6em;align-items:baseline;padding:.4em 0;border-top:1px solid var(--soft)}
    .top .sv{justify-self:start}
    .top a{color:var(--ink);text-decoration-color:var(--line)}
    .top b{white-space:nowrap}.top b .dim{font-weight:400;font-size:.875rem;margin-right:.6em}
    .moves{display:grid;grid-template-columns:repeat(auto-fit,minmax(110px,1fr));gap:12px}
    .moves li{background:var(--ground);border-radius:4px;padding:10px 14px}
    .moves b{display:block;font:700 1.7rem/1.3 Georgia,var(--serif)}
    .moves li{color:var(--dim)}.moves b{color:var(--ink)}
    .moves .new b,.moves .recurring b{color:var(--fail)}.moves .mended b{color:var(--pass)}
    .most{display:grid;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));gap:6px 32px;margin-top:16px}
    .most li{display:grid;grid-template-columns:1fr auto;gap:1em;border-top:1px solid var(--soft);padding:.3em 0;font-size:.9375rem}
    .most b{white-space:nowrap}
    u.st{text-decoration:none;font-size:.8125rem;border-radius:3px;padding:.1em .5em;margin-left:.3em;border:1px solid currentcolor;
    white-space:nowrap}
    u.st.new,u.st.recurring{color:var(--fail)}u.st.outstanding{color:var(--open)}
    .gone{border-top:1px solid var(--line);margin-top:12px;padding-top:8px}.gone summary{cursor:pointer;padding:.2em 0}
    .gone summary:focus-visible{outline:3px solid #f0b429;outline-offset:2px}
    .gone li{border-top:1px solid var(--soft);padding:.45em 0;font-size:.9375rem;content-visibility:auto;contain-intrinsic-size:auto 56px}
    .gone .id{font:400 .75rem/1.5 ui-monospace,Consolas,monospace;color:var(--dim);margin-left:.4em}
    .facts{display:flex;flex-wrap:wrap;gap:.3em 2.4em}
    .facts b{font-size:1.15em}.facts .bad{color:var(--fail)}
    .warn{border-left:4px solid #d9a13b;background:#fdf6e6;padding:.4em 1em;margin-top:.8em}

    """

  private static let findings = """
    .filter{position:sticky;top:0;z-index:5;display:flex;flex-wrap:wrap;gap:10px 14px;align-items:end;background:var(--card);
    border:1px solid var(--line);border-radius:6px;padding:12px 18px;margin-bottom:16px;box-shadow:0 4px 10px -8px #0004}
    .filter[hidden]{display:none}
    .filter label{min-width:0;display:grid;font-size:.8125rem;color:var(--dim);gap:2px}
    .filter .grow{flex:1 1 200px}
    .filter select,.filter input,.filter button{font:inherit;font-size:.9375rem;color:var(--ink);background:#fff;border:1px solid #8b949c;
    border-radius:4px;padding:5px 8px;min-width:0;max-width:100%}
    .filter button{cursor:pointer;padding:5px 16px}
    .filter output{min-width:9em;font-size:.875rem;padding-bottom:6px}
    .blk>h3{font-size:1.0625rem;margin:22px 0 10px}
    .g{background:var(--card);border:1px solid var(--line);border-radius:6px;margin-bottom:14px;scroll-margin-top:90px}
    .gh{padding:14px 22px 12px;border-bottom:1px solid var(--line)}
    .g h4{font:700 1.0625rem/1.5 var(--serif)}
    .q{font-size:.9375rem;margin-top:.25em}
    .q q{quotes:none}
    .q cite{font-style:normal;color:var(--dim)}
    .q .id{font:600 .8125rem/1.5 ui-monospace,Consolas,monospace;background:var(--soft);border-radius:3px;padding:.1em .45em}
    .fix b{font-weight:600;color:var(--blue);margin-right:.7em}
    .f{padding:10px 22px;border-top:1px solid var(--soft);content-visibility:auto;contain-intrinsic-size:auto 104px;unicode-bidi:isolate}
    .f:first-child{border-top:0}
    .f:target{background:#fdf6e6}
    .o b{font-weight:600}.o span{color:var(--dim)}
    .o em,.w em{font-style:normal;font-size:.8125rem;background:var(--soft);border-radius:3px;padding:.1em .5em;margin-left:.4em}
    .m strong{color:var(--fail);white-space:nowrap;margin-left:.4em}
    .w{font-size:.8125rem;color:var(--dim);display:flex;flex-wrap:wrap;gap:0 1.6em;line-height:1.65}
    .w i{font-style:normal;margin-right:.5em}
    .w i::after{content:"："}
    .w .id{font-family:ui-monospace,Consolas,monospace;font-size:.75rem}
    .ov{font-size:.875rem;border-left:3px solid #8b949c;padding-left:.8em;margin-top:.3em}
    .more{padding:10px 22px;border-top:1px solid var(--soft);color:var(--dim)}
    .none{padding:2em;text-align:center;color:var(--dim)}
    @media screen{.off{display:none!important}}

    """

  private static let tables = """
    table{width:100%;border-collapse:collapse}
    caption{text-align:left;color:var(--dim);font-size:.875rem;padding-bottom:8px}
    th{text-align:left;font-weight:600}
    thead th{font-size:.8125rem;color:var(--dim);font-weight:600;border-bottom:2px solid var(--ink);padding:4px 8px 6px;vertical-align:bottom}
    tbody th,tbody td{padding:7px 8px;border-bottom:1px solid var(--line);vertical-align:top}
    .n{text-align:right!important;white-space:nowrap}
    .topics tbody th{font-weight:500;min-width:5em}
    .topics td{vertical-align:middle}
    .bar{width:42%}
    .clause{font-size:.875rem;line-height:1.6}
    .clause tbody th{width:11.5em;font:600 .8125rem/1.6 ui-monospace,Consolas,monospace}
    .clause tr{content-visibility:auto}
    .tp,.rl,.nt{display:block;font:400 .8125rem/1.6 inherit;color:var(--dim)}
    .tp{font-family:"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;font-weight:400}
    .rl{font-family:ui-monospace,Consolas,monospace;font-size:.75rem}
    .rs{width:9.5em}
    .sc{font-weight:600}
    .plain{margin-top:18px;font-size:.875rem}
    .plain tbody th{font-weight:500}

    """

  private static let district = """
    .rank td,.rank th{vertical-align:middle}
    .rank .pos{font:700 1.2rem/1.2 Georgia,var(--serif);width:2.4em}
    .rank .bar{width:34%}
    .rank tbody th{min-width:4.5em}
    .gr{min-width:4em}
    .rank .own td,.rank .own th{background:var(--ground)}
    .trend{width:84px;height:26px;display:inline-block;vertical-align:middle}
    .trend polyline{fill:none;stroke:var(--blue);stroke-width:2;vector-effect:non-scaling-stroke}
    .up{color:var(--pass)}.down{color:var(--fail)}
    .heat{table-layout:fixed;font-size:.8125rem}
    .heat thead th{vertical-align:bottom;padding:4px 2px 6px;text-align:center;line-height:1.15;font-weight:500;color:var(--ink)}
    .heat thead th span{writing-mode:vertical-rl;display:inline-block;letter-spacing:.06em;white-space:nowrap}
    .heat thead th:first-child,.heat tbody th{width:7.5em;text-align:left;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
    .heat tbody th{font-weight:500;padding:4px 6px 4px 0}
    .heat td{text-align:center;padding:4px 0;border:2px solid #fff}
    .k5{background:#f0f3f6}.k4{background:#fae6d4}.k3{background:#f2c49c}.k2{background:#dc9158}.k1{background:#a2431a;color:#fff}
    .k0{background:repeating-linear-gradient(45deg,#fff 0 4px,#e3e7eb 4px 6px);color:var(--dim)}
    .key{display:flex;flex-wrap:wrap;gap:.2em 1.4em;font-size:.8125rem;color:var(--dim);margin-top:8px}
    .key i{display:inline-block;width:1.4em;height:1.1em;vertical-align:-.15em;margin-right:.4em;border:1px solid var(--line)}
    .common .qt{width:44%}.common tbody th .id{display:block;font:600 .75rem/1.6 ui-monospace,Consolas,monospace}

    """

  private static let narrow = """
    @media screen and (max-width:700px){
    body{font-size:15px}
    .in{padding:0 14px}.card{padding:16px 14px 18px}.gh{padding:12px 14px}.f{padding:10px 14px}
    h1{font-size:1.7rem}
    .mast{padding-top:20px}.mast nav{gap:0 1.2em;font-size:.9375rem}
    .score .big{grid-template-columns:minmax(0,1fr)}
    .num strong{font-size:3.2rem}
    .filter{position:static;padding:12px 14px}
    .filter label{flex:1 1 44%}.filter .grow{flex-basis:100%}
    .wide{display:none}
    .letter{margin:0;padding:24px 14px;border:0}
    .topics th,.topics td{padding-left:4px;padding-right:4px}
    .topics tbody th{white-space:normal}
    .bar{width:30%}
    .top li{grid-template-columns:2.2em minmax(0,1fr) auto}.top b .dim{display:none}
    .clause,.clause tbody,.clause caption,.plain,.plain tbody,.plain caption{display:block}
    .clause thead,.plain thead{position:absolute;left:-9999px}
    .clause tr{display:grid;grid-template-columns:repeat(3,1fr);gap:2px 10px;padding:10px 0;border-bottom:1px solid var(--line)}
    .plain tr{display:block;padding:8px 0;border-bottom:1px solid var(--line)}
    .clause tbody th,.clause tbody td,.plain tbody th,.plain tbody td{border:0;padding:0;width:auto!important}
    .plain tbody th,.plain tbody td{display:block}
    .clause tbody th,.clause .qt,.clause .rs{grid-column:1/-1}
    .clause .n,.plain .n{text-align:left!important}
    .clause .n::before,.plain [data-l]::before{content:attr(data-l) "：";color:var(--dim);font-weight:400}
    .clause .tp{display:inline;margin-left:.8em}
    .heat td{font-size:0;height:22px;border-width:1px}
    .heat thead th{font-size:.625rem;padding:2px 0}
    .heat thead th:first-child,.heat tbody th{width:5em;font-size:.75rem}
    .rank .bar{width:18%}.rank td,.rank th{padding-left:4px;padding-right:4px}
    .rank thead th.bar{font-size:0}
    .rank .pos{width:1.6em}.rank thead th{white-space:nowrap;font-size:.8125rem}.rank .gr{font-size:.8125rem}.rank .v{stroke-width:3px}
    .plain td.n,.since .tr{display:inline-block!important;margin-right:1.2em}
    }

    """

  private static let paper = """
    @page{size:A4;margin:16mm 14mm}
    @media print{
    html,body{background:#fff;font-size:10.5pt;line-height:1.55}
    *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
    .in{max-width:none;padding:0}
    .mast{padding-top:6mm}.mast nav,.skip,.filter,.none{display:none!important}
    .card,.g{border-color:#c9cfd5;break-inside:auto;margin-bottom:5mm}
    .card{padding:4mm 5mm}
    .score,.top li,.f,.topics tr,.clause tr,.rank tr,.gh{break-inside:avoid}
    .f,.clause tr{content-visibility:visible}
    .clause tbody th{width:12.5em;font-size:.6875rem}.clause .rs{width:10em}.common tbody th{width:12.5em}
    .clause td,.clause th{padding-left:4px;padding-right:4px}.clause .n{padding-left:1px;padding-right:3px;font-size:8pt}
    .clause{font-size:9pt}
    .gh,h2,h3,h4,caption{break-after:avoid}.rank{break-inside:avoid}
    thead{display:table-header-group}
    .g{scroll-margin:0}
    a{color:inherit;text-decoration:none}
    .foot{padding-bottom:0}
    .letter{max-width:none;margin:0;border:0;padding:0}.who{break-inside:avoid}
    }

    """
}
