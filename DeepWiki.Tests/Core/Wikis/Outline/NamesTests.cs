using DeepWiki.Core.Wikis.Outline;

namespace DeepWiki.Tests.Core.Wikis.Outline;

[Trait("Category", "Unit")]
public sealed class NamesTests
{
    [Theory]
    [InlineData("circuit_breaker", "Circuit Breaker")]
    [InlineData("Polly.Core", "Polly.Core")]
    [InlineData("_", "_")]
    [InlineData("--", "--")]
    [InlineData("🎁", "🎁")]
    public void A_title_is_made_of_a_name(string name, string title)
    {
        Assert.Equal(title, Names.Title(name));
    }

    [Theory]
    [InlineData("shop/orders/__init__.py", "__init__", "orders")]
    [InlineData("src/orders/index.ts", "index", "orders")]
    [InlineData("src/index.ts", "index", "index")]
    [InlineData("index.ts", "index", "index")]
    [InlineData("src/orders/order.ts", "order", "order")]
    public void An_index_is_named_after_its_folder(string path, string stem, string subject)
    {
        Assert.Equal(subject, Names.Subject(path, stem));
    }
}
