using DeepWiki.Tests.Support.Chat;
using Microsoft.Playwright;

namespace DeepWiki.Tests.Browser;

/// <summary>The page that describes the API, as people see it.</summary>
[Trait("Category", "Browser")]
[Collection(ChatCollection.Name)]
public sealed class ReferencePageTests(ChatStack stack, Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(420, ColorScheme.Dark)]
    public async Task The_page_is_readable_at_any_width_and_asks_no_other_host(int width, ColorScheme scheme)
    {
        await using var server = await stack.StartAsync();
        await using var page = await chromium.OpenAsync(server.Address, width, scheme);

        await page.Page.GotoAsync(new Uri(server.Address, "/api-reference").ToString());

        Assert.Contains("/api/chat/stream", await page.Page.InnerTextAsync("body"), StringComparison.Ordinal);
        Assert.InRange(await page.OverflowAsync(), int.MinValue, 0);
        Assert.Empty(page.Faults);
        Assert.Empty(await page.AxeAsync());
    }
}
