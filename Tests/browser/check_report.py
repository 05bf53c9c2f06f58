"""Opens written reports in headless Chromium as an office would.

usage: check_report.py FOLDER...
Each folder holds an index.html. Held: no console message, no request beyond the page itself, no horizontal scrolling at 1280
and 390 pixels, filter and search show exactly what fits, paper shows every finding whatever the filter says, and axe finds nothing to
object to on the smaller ones. How long each page took to open is printed. Exit status 77: a tool is absent (said on standard error).
"""

import json
import pathlib
import shutil
import sys
import time

SKIPPED = 77


def skip(reason):
    print(f"check_report: skipped: {reason}, run scripts/browser-tools", file=sys.stderr)
    sys.exit(SKIPPED)


try:
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.support.ui import Select
except ImportError:
    skip("selenium is absent")

browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
if not browser or not driver:
    skip("chromium or chromium-driver is absent")


def start():
    options = Options()
    options.binary_location = browser
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,1000"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service(driver))


def resize(page, width):
    metrics = {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": width < 600}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def requests(page):
    sent = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    return [m["params"]["request"]["url"] for m in sent if m["method"] == "Network.requestWillBeSent"]


VISIBLE = """
return Array.from(document.querySelectorAll('.f')).filter(function (item) {
  for (var e = item; e; e = e.parentElement) if (getComputedStyle(e).display === 'none') return false;
  return true;
}).length;
"""


def axe():
    """The script of axe-core, as a PyPI package ships it; nothing where it does not."""
    try:
        import importlib.util

        spec = importlib.util.find_spec("axe_playwright_python")
        return (pathlib.Path(spec.origin).parent / "axe.min.js").read_text("utf-8")
    except (AttributeError, OSError):
        print("check_report: accessibility is not checked: axe-playwright-python is absent", file=sys.stderr)
        return None


AXE = """
var done = arguments[0];
axe.run(document, {resultTypes: ['violations']}).then(function (found) {
  done(found.violations.map(function (one) { return one.id + ' ' + one.nodes.length + ' ' + one.nodes[0].html.slice(0, 120); }));
});
"""


def check_access(page):
    script = axe()
    if script is None:
        return []
    # Through the debugger, since the page's own policy lets no foreign script in.
    page.execute_cdp_cmd("Runtime.evaluate", {"expression": script})
    page.set_script_timeout(120)
    return [f"axe: {problem}" for problem in page.execute_async_script(AXE)]


def check(page, folder):
    problems = []
    url = (folder / "index.html").resolve().as_uri()
    resize(page, 1280)
    begin = time.monotonic()
    page.get(url)
    took = time.monotonic() - begin
    navigation = page.execute_script("return performance.getEntriesByType('navigation')[0].loadEventEnd")
    total = page.execute_script("return document.querySelectorAll('.f').length")
    print(f"{folder.name}: {total} findings, open after {navigation / 1000:.2f} s (with the driver {took:.2f} s)")

    others = [address for address in requests(page) if address != url and not address.startswith("data:")]
    if others:
        problems.append(f"requests {others[:5]}")
    for width in (1280, 390):
        resize(page, width)
        wide = page.execute_script("return document.documentElement.scrollWidth")
        if wide > width:
            problems.append(f"{wide} pixels wide at {width}")
    resize(page, 1280)

    if total < 500:
        problems += check_access(page)
    if total:
        problems += check_filter(page, total)
    messages = [entry["message"] for entry in page.get_log("browser")]
    if messages:
        problems.append(f"console {messages[:5]}")
    return problems


def settle(page):
    time.sleep(0.15)
    page.execute_async_script("var done = arguments[0]; requestAnimationFrame(function () { setTimeout(done, 60); })")


def check_filter(page, total):
    problems = []
    form = page.find_element("id", "filter")
    if not form.is_displayed():
        return ["the filter is not shown"]
    if page.execute_script(VISIBLE) != total:
        problems.append("not every finding is shown at first")

    # By severity: what is left has it, and is all of it.
    wanted = page.execute_script("return document.querySelectorAll('.g[data-s=high] .f').length")
    Select(form.find_element("name", "s")).select_by_value("high")
    settle(page)
    shown = page.execute_script(VISIBLE)
    if shown != wanted:
        problems.append(f"severity: {shown} shown, {wanted} wanted")
    if str(wanted) not in form.find_element("tag name", "output").text:
        problems.append("the count is not told")

    # Paper ignores the filter.
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    if page.execute_script(VISIBLE) != total:
        problems.append("paper does not show every finding")
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

    # Both together: a word of one finding's own text, within the severity.
    word = page.execute_script("return document.querySelector('.g[data-s=high] .f').id.slice(2)")
    form.find_element("name", "q").send_keys(word)
    settle(page)
    if page.execute_script(VISIBLE) != 1:
        problems.append(f"search for one finding's id shows {page.execute_script(VISIBLE)}")
    form.find_element("name", "q").clear()
    form.find_element("name", "q").send_keys("这几个字哪里都没有")
    settle(page)
    if page.execute_script(VISIBLE) != 0 or not page.find_element("class name", "none").is_displayed():
        problems.append("a search without a hit does not say so")

    form.find_element("css selector", "button[type=reset]").click()
    settle(page)
    if page.execute_script(VISIBLE) != total:
        problems.append("clearing does not bring every finding back")
    return problems


def main():
    failed = False
    page = start()
    try:
        for folder in map(pathlib.Path, sys.argv[1:]):
            problems = check(page, folder)
            failed = failed or bool(problems)
            for problem in problems:
                print(f"{folder.name}: {problem}")
    finally:
        page.quit()
    sys.exit(1 if failed else 0)


main()
