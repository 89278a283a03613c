#if !USE_ASPIRE
using System.Net.Http.Headers;
using DeepWiki.Tests.Fakes.Telemetry;
using DeepWiki.Tests.Graph;
using Microsoft.Playwright;

namespace DeepWiki.Tests.Browser;

/// <summary>
/// The pages of the dashboard as a person sees them, on a desk in light and on a phone in dark. With <c>DEEPWIKI_PICTURES=&lt;folder&gt;</c> the
/// pictures of docs/ are taken on the way.
/// </summary>
[Trait("Category", "Browser")]
[Collection(DashboardGraph.Name)]
public sealed class DashboardPagesTests(DashboardGraph graph, Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("DEEPWIKI_PICTURES");

    private Uri Address => new(graph.Server.Address!); // It runs.

    public static TheoryData<string, string, int, ColorScheme> Pages()
    {
        (string Page, string Sign)[] pages =
        [
            ("resources", "td .pill.ok"), ("console", ".lines .line"), ("streams", "tbody tr:nth-child(5)"), ("jobs", ".stages span"), ("traces", "tbody tr"),
            ("logs", ".entry"), ("metrics", ".chart path.series"),
        ];
        TheoryData<string, string, int, ColorScheme> data = [];
        foreach (var (page, sign) in pages)
        {
            data.Add(page, sign, 1440, ColorScheme.Light);
            data.Add(page, sign, 1440, ColorScheme.Dark);
            data.Add(page, sign, 420, ColorScheme.Dark);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_shows_what_is_there_and_keeps_to_its_window(string page, string sign, int width, ColorScheme scheme)
    {
        await using var tab = await LoginAsync(width, scheme);

        await GoAsync(tab, page, sign);

        await TakeAsync(tab, page, width, scheme);
        Assert.Empty(await tab.AxeAsync());
        Assert.True(await tab.OverflowAsync() <= 0);
        Assert.Empty(tab.Faults);
    }

    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(1440, ColorScheme.Dark)]
    [InlineData(420, ColorScheme.Dark)]
    public async Task A_stream_leads_to_its_trace_and_a_span_to_its_attributes_and_logs(int width, ColorScheme scheme)
    {
        await using var tab = await LoginAsync(width, scheme);
        await GoAsync(tab, "streams", "tbody tr:nth-child(5)");

        await tab.Page.Locator("tbody tr", new() { HasText = "openai" }).Locator("a").ClickAsync();
        await tab.Page.Locator("#pane dt", new() { HasText = "deepwiki.stream.close_code" }).WaitForAsync();
        await TakeAsync(tab, "trace", width, scheme);

        Assert.Equal("chat.stream", await tab.Page.Locator("#pane h2").TextContentAsync());
        Assert.Contains("Answer over ws ended", await tab.Page.Locator(".pane-log").First.TextContentAsync(), StringComparison.Ordinal);
        Assert.Contains("GET /ws/chat", await tab.Page.Locator(".span-row .span-title").First.TextContentAsync(), StringComparison.Ordinal);
        Assert.Empty(await tab.AxeAsync());
        Assert.True(await tab.OverflowAsync() <= 0);
        Assert.Empty(tab.Faults);
    }

    [Fact]
    public async Task The_token_leaves_the_address_and_the_history()
    {
        await using var tab = await LoginAsync(1440, ColorScheme.Light);

        var protocol = await tab.Page.Context.NewCDPSessionAsync(tab.Page);
        var history = (await protocol.SendAsync("Page.getNavigationHistory"))?.GetProperty("entries").GetRawText() ?? "";

        Assert.Contains(Address.AbsoluteUri, history, StringComparison.Ordinal);
        Assert.DoesNotContain(graph.Server.LoginAddress!.Split("t=")[1], history, StringComparison.Ordinal); // It runs.
    }

    [Fact]
    public async Task A_wrong_token_is_told_and_a_right_one_lets_in()
    {
        await using var tab = await chromium.OpenAsync(Address, 420, ColorScheme.Light);
        await tab.Page.GotoAsync(new Uri(Address, "/login").AbsoluteUri);

        await tab.Page.FillAsync("#token", "00000000000000000000000000000000");
        await tab.Page.ClickAsync("button[type=submit]");
        await tab.Page.Locator("#message", new() { HasText = "not the one" }).WaitForAsync();
        await tab.Page.FillAsync("#token", graph.Server.LoginAddress!.Split("t=")[1]); // It runs.
        await tab.Page.ClickAsync("button[type=submit]");
        await tab.Page.Locator("#nav a").First.WaitForAsync();

        Assert.Empty(await tab.AxeAsync());
    }

    [Fact]
    public async Task The_keyboard_opens_pages_walks_spans_and_closes_details()
    {
        await using var tab = await LoginAsync(1440, ColorScheme.Light);
        await GoAsync(tab, "resources", "td .pill.ok");

        await tab.Page.Keyboard.PressAsync("5");
        await tab.Page.Locator("tbody tr a", new() { HasText = "GET /ws/chat" }).First.FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.Locator(".waterfall").FocusAsync();
        await tab.Page.Keyboard.PressAsync("Home");
        await tab.Page.Locator("#pane h2", new() { HasText = "GET /ws/chat" }).WaitForAsync();
        await tab.Page.Locator(".waterfall").FocusAsync();
        await tab.Page.Keyboard.PressAsync("ArrowDown");
        await tab.Page.Locator("#pane h2", new() { HasText = "chat.stream" }).WaitForAsync();
        await tab.Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(tab.Page.Locator(".span-row[role=row]")).ToHaveCountAsync(2);
        await tab.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(tab.Page.Locator("#pane")).ToBeHiddenAsync();
        Assert.Empty(tab.Faults);
    }

    [Fact]
    public async Task A_resource_is_stopped_and_started_under_the_eyes_of_the_page()
    {
        await using var tab = await LoginAsync(1440, ColorScheme.Light);
        await GoAsync(tab, "resources", "td .pill.ok");
        var row = tab.Page.Locator("tbody tr[data-key=indexer]");

        await row.GetByRole(AriaRole.Button, new() { Name = "Stop" }).ClickAsync();
        await row.Locator(".pill", new() { HasText = "Finished" }).WaitForAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();
        await row.Locator(".pill", new() { HasText = "Running" }).WaitForAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "indexer" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Show the environment" }).ClickAsync();
        await tab.Page.Locator("#pane dt", new() { HasText = "ConnectionStrings__wikidb" }).WaitForAsync();

        Assert.DoesNotContain("Password", await tab.Page.Locator("#pane").TextContentAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await tab.AxeAsync());
        Assert.Empty(tab.Faults);
    }

    [Fact]
    public async Task The_console_filters_its_lines_and_stops_following_whoever_reads()
    {
        await using var tab = await LoginAsync(1440, ColorScheme.Light);
        await GoAsync(tab, "console/chatapi", ".lines .line");

        await tab.Page.GetByLabel("Filter lines").FillAsync("now listening");
        await Assertions.Expect(tab.Page.Locator(".lines .line")).ToHaveCountAsync(1);
        await tab.Page.GetByLabel("Filter lines").FillAsync("");
        await tab.Page.Locator(".lines .line").Nth(3).WaitForAsync();
        await tab.Page.Locator(".lines").EvaluateAsync("list => { list.style.setProperty('height', '100px'); list.scrollTop = 0; list.dispatchEvent(new Event('scroll')); }");

        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Follow" })).ToHaveAttributeAsync("aria-pressed", "false");
        var download = await tab.Page.RunAndWaitForDownloadAsync(() => tab.Page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        Assert.Equal("chatapi.log", download.SuggestedFilename);
        Assert.Empty(tab.Faults);
    }

    [Fact]
    public async Task The_theme_is_chosen_and_kept()
    {
        await using var tab = await LoginAsync(1440, ColorScheme.Light);
        await GoAsync(tab, "resources", "td .pill.ok");

        await tab.Page.ClickAsync("#theme");
        await tab.Page.ClickAsync("#theme");
        await tab.Page.ReloadAsync();
        var ground = await tab.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor");

        Assert.Equal("rgb(11, 24, 32)", ground);
    }

    [Fact]
    public async Task A_filter_keeps_what_is_typed_while_the_page_changes_below_it()
    {
        await using var tab = await LoginAsync(1440, ColorScheme.Light);
        await GoAsync(tab, "logs", ".entry");

        await tab.Page.GetByLabel("Filter by text").PressSequentiallyAsync("answer over", new() { Delay = 60 });
        await tab.Page.GetByLabel("Level").SelectOptionAsync("information");
        await Assertions.Expect(tab.Page.Locator(".entry .text").First).ToContainTextAsync("Answer over");

        Assert.Contains("text=answer+over", tab.Page.Url, StringComparison.Ordinal);
        Assert.Contains("level=information", tab.Page.Url, StringComparison.Ordinal);
        Assert.Equal("answer over", await tab.Page.GetByLabel("Filter by text").InputValueAsync());
        Assert.Empty(tab.Faults);
    }

    [Fact]
    public async Task Many_entries_series_and_odd_links_do_no_harm()
    {
        await PostAsync("/v1/logs", OtlpBody.Request("crowd", [.. Enumerable.Range(0, 700).Select(number => OtlpBody.Log($"crowd {number}"))]));
        await PostAsync("/v1/metrics", OtlpBody.Request("crowd", OtlpBody.Gauge("db.client.connection.count",
            [.. Enumerable.Range(0, 300).Select(number => OtlpBody.Point(number, 0).Message(7, OtlpBody.Pair("db.client.connection.state", $"state {number}")))])));
        await PostAsync("/v1/traces", OtlpBody.Request("crowd", OtlpBody.Span("odd", 7, trace: 77).Message(13, new ProtobufWriter().Message(4, OtlpBody.Pair("a", "b")))));
        await using var tab = await LoginAsync(1440, ColorScheme.Light);

        await GoAsync(tab, "logs?text=crowd", ".entry");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Older" }).ClickAsync();
        await Assertions.Expect(tab.Page.Locator(".entry")).ToHaveCountAsync(600);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Older" }).ClickAsync();
        await Assertions.Expect(tab.Page.Locator(".entry")).ToHaveCountAsync(700);
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Older" })).ToHaveCountAsync(0);
        await GoAsync(tab, "metrics", ".chart path.series");
        await GoAsync(tab, $"traces/{OtlpBody.Hex(77, 16)}", ".span-row[role=row]");
        await tab.Page.ClickAsync(".span-row[role=row]");
        await tab.Page.Locator("#pane h2", new() { HasText = "odd" }).WaitForAsync();

        Assert.Empty(tab.Faults);
    }

    [Theory]
    [InlineData("traces/%zz", ".empty")]
    [InlineData("constructor", "td .pill")]
    [InlineData("traces?resource=nobody", ".empty")]
    public async Task Odd_addresses_show_a_page(string page, string sign)
    {
        await using var tab = await LoginAsync(1440, ColorScheme.Light);

        await GoAsync(tab, page, sign);

        // A resource without a login, or a trace that is not there, is an answer of 404 that the browser logs.
        Assert.DoesNotContain(tab.Faults, fault => !fault.Contains("404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_skip_link_stays_on_its_page()
    {
        await using var tab = await LoginAsync(1440, ColorScheme.Light);
        await GoAsync(tab, "logs?text=x", "#view h1");

        await tab.Page.Locator(".skip").FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");

        Assert.EndsWith("#/logs?text=x", tab.Page.Url, StringComparison.Ordinal);
        Assert.Equal("view", await tab.Page.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Fact]
    public async Task Eight_tabs_are_all_alive()
    {
        await using var first = await LoginAsync(1440, ColorScheme.Light);
        List<IPage> others = [];
        for (var number = 0; number < 7; number++)
        {
            var page = await first.Page.Context.NewPageAsync();
            await page.GotoAsync(new Uri(Address, "/#/streams").AbsoluteUri);
            await page.Locator("tbody tr").First.WaitForAsync();
            others.Add(page);
            // What a browser does with tabs in the background.
            await page.EvaluateAsync("() => { Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }");
        }

        await GoAsync(first, "jobs", ".stages span");
        await others[0].EvaluateAsync("() => { Object.defineProperty(document, 'hidden', { value: false, configurable: true }); document.dispatchEvent(new Event('visibilitychange')); }");
        await others[0].Locator("#link.live").WaitForAsync();

        Assert.Empty(first.Faults);
    }

    [Fact]
    public async Task Hostile_telemetry_stays_text()
    {
        const string hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        var span = OtlpBody.Span(hostile, 1, trace: 99).Message(9, OtlpBody.Pair(hostile, hostile)).Message(9, OtlpBody.Pair("url.full", "javascript:alert(3)"));
        await PostAsync("/v1/traces", OtlpBody.Request("evil<b>", span));
        await PostAsync("/v1/logs", OtlpBody.Request("evil<b>", OtlpBody.Log(hostile)));
        await using var tab = await LoginAsync(1440, ColorScheme.Light);

        await GoAsync(tab, "logs?text=onerror", ".entry");
        await tab.Page.ClickAsync(".entry-head");
        var log = await tab.Page.Locator(".entry .text").First.TextContentAsync();
        await GoAsync(tab, "traces?text=onerror", "tbody tr");
        await tab.Page.Locator("tbody tr a").First.ClickAsync();
        await tab.Page.ClickAsync(".span-row[role=row]");
        var name = await tab.Page.Locator("#pane h2").TextContentAsync();

        Assert.Equal(hostile, log);
        Assert.Equal(hostile, name);
        Assert.Equal(1, await tab.Page.Locator("img").CountAsync());
        Assert.Empty(tab.Faults);
    }

    private async Task<BrowserPage> LoginAsync(int width, ColorScheme scheme)
    {
        var tab = await chromium.OpenAsync(Address, width, scheme);
        await tab.Page.GotoAsync(graph.Server.LoginAddress!); // It runs.
        await tab.Page.Locator("#nav a").First.WaitForAsync();
        await tab.Page.Locator("#link.live").WaitForAsync();
        return tab;
    }

    private async Task GoAsync(BrowserPage tab, string page, string sign)
    {
        await tab.Page.GotoAsync(new Uri(Address, $"/#/{page}").AbsoluteUri);
        await tab.Page.Locator(sign).First.WaitForAsync();
    }

    private async Task PostAsync(string path, byte[] body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(graph.Receiver.Address!), path)) { Content = new ByteArrayContent(body) }; // It runs.
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        request.Headers.Add("x-otlp-api-key", graph.Receiver.Key);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static async Task TakeAsync(BrowserPage tab, string page, int width, ColorScheme scheme)
    {
        if (Pictures is { Length: > 0 })
        {
            var name = width == 1440 ? $"{page}-{scheme.ToString().ToLowerInvariant()}.png" : $"{page}-phone.png";
            await tab.Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name), Animations = ScreenshotAnimations.Disabled });
        }
    }
}
#endif
