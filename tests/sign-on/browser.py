"""A person with a browser, as far as the provider's pages need one: follows links, keeps cookies, fills in forms."""

import html.parser
import http.cookiejar
import ssl
import urllib.parse
import urllib.request


class _Forms(html.parser.HTMLParser):
    """The forms of a page: where each goes and what is in it already."""

    def __init__(self):
        super().__init__()
        self.forms = []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form":
            self.forms.append((values.get("action", ""), {}))
        if tag == "input" and self.forms and values.get("name"):
            self.forms[-1][1][values["name"]] = values.get("value", "")


class Browser:
    def __init__(self, ca_file=None):
        context = ssl.create_default_context(cafile=ca_file)
        jar = http.cookiejar.CookieJar(policy=http.cookiejar.DefaultCookiePolicy(secure_protocols=("https", "http")))
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(jar),
            urllib.request.HTTPSHandler(context=context))
        self.page = ""
        self._url = ""

    def open(self, url, form=None):
        data = None if form is None else urllib.parse.urlencode(form).encode()
        with self._opener.open(urllib.parse.urljoin(self._url, url), data, timeout=20) as answer:
            self._url, self.page = answer.geturl(), answer.read().decode()
        return self.page

    def submit(self, **more):
        forms = _Forms()
        forms.feed(self.page)
        if not forms.forms:
            raise AssertionError("no form on the page: " + self.page[:500])
        action, values = forms.forms[0]
        return self.open(action, {**values, **more})

    def confirm(self, url, account):
        """What a person does who scanned the code: confirms the device, signs in, agrees."""
        self.open(url)
        self.submit()  # The page that sends itself.
        self.submit()  # "Is this code on your device?"
        for _ in range(4):
            if "Sign-in Success" in self.page:
                return
            if 'name="login"' in self.page:
                self.submit(login=account, password="of a test")
            else:
                self.submit()
        raise AssertionError("the provider did not let the person in: " + self.page[-1500:])

    def refuse(self, url):
        self.open(url)
        self.submit()
        try:
            self.submit(abort="yes")
        except urllib.error.HTTPError as e:  # The page of a refusal is an error's.
            if e.code != 400:
                raise
