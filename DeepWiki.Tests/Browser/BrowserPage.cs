using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace DeepWiki.Tests.Browser;

/// <summary>A page in a profile of its own that remembers everything it should not have done.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> faults = new();

    public BrowserPage(IPage page, Uri address)
    {
        Page = page;
        page.SetDefaultTimeout(30_000);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                faults.Enqueue($"console: {message.Text}");
            }
        };
        page.PageError += (_, error) => faults.Enqueue($"error: {error}");
        page.Dialog += (_, dialog) => faults.Enqueue($"dialog: {dialog.Message}");
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" } asked && asked.Authority != address.Authority)
            {
                faults.Enqueue($"request: {request.Url}");
            }
        };
    }

    public IPage Page { get; }

    public IReadOnlyCollection<string> Faults => faults;

    /// <summary>Width of the page beyond its window, in pixels.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");

    /// <summary>Violations of WCAG 2.1 AA that axe (https://github.com/dequelabs/axe-core) finds, each with the element.</summary>
    public async Task<IReadOnlyList<string>> AxeAsync()
    {
        // Evaluated, because the page's policy rightly forbids a script element of ours.
        await Page.EvaluateAsync(new BundledAxeScriptProvider().GetScript());
        return await Page.EvaluateAsync<string[]>(
            "async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })).violations.flatMap(rule => rule.nodes.map(node "
                + "=> `${rule.id}: ${node.html} ${node.failureSummary}`))");
    }

    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
