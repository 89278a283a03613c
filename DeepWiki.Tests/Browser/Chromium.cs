using Microsoft.Playwright;

namespace DeepWiki.Tests.Browser;

/// <summary>
/// One headless Chromium for a test class: <c>DEEPWIKI_CHROMIUM</c>, or the one on the path. Nothing it opens may ask another host, write an
/// error to the console or throw.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Find(), Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.CloseAsync();
        }

        playwright?.Dispose();
    }

    internal async Task<BrowserPage> OpenAsync(Uri address, int width, ColorScheme scheme)
    {
        var context = await (browser ?? throw new InvalidOperationException("The browser was not started.")).NewContextAsync(
            new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme, Locale = "en-GB" });
        return new BrowserPage(await context.NewPageAsync(), address);
    }

    private static string Find() => Environment.GetEnvironmentVariable("DEEPWIKI_CHROMIUM") is { Length: > 0 } given ? given
        : (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
           from name in Names
           select Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("No Chromium was found. ./eng/setup.sh --tests installs it; DEEPWIKI_CHROMIUM names another.");
}
