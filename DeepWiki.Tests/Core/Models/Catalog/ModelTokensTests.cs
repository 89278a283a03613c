using DeepWiki.Core.Models.Catalog;
using DeepWiki.Core.Prompts;
using DeepWiki.Core.SourceCode;

namespace DeepWiki.Tests.Core.Models.Catalog;

[Trait("Category", "Unit")]
public sealed class ModelTokensTests
{
    /// <summary>Model, text, and the number of tokens that the vendor counts.</summary>
    [Theory]
    [InlineData("gpt-4o", "hello world", 2)]
    [InlineData("openai/gpt-5-nano", "hello world", 2)]
    [InlineData("gpt-4", "tiktoken is great!", 6)]
    [InlineData("gpt-4o", "tiktoken is great!", 6)]
    [InlineData("gpt-35-turbo", "お誕生日おめでとう", 9)]
    [InlineData("o3", "お誕生日おめでとう", 8)]
    public void A_known_model_counts_by_its_own_vocabulary(string model, string text, int tokens) => Assert.Equal(tokens, ModelTokens.Find(model).Count(text));

    [Theory]
    [InlineData("claude-sonnet-5-5")]
    [InlineData("qwen3:8b")]
    [InlineData("my own/deployment")]
    public void Others_are_estimated(string model) => Assert.Same(TokenEstimate.Counter, ModelTokens.Find(model));

    [Fact]
    public void A_very_long_text_is_not_taken_apart() =>
        Assert.Equal(TokenEstimate.Count(new string('x', 300_000)), ModelTokens.Find("gpt-4").Count(new string('x', 300_000)));

    [Fact]
    public void More_evidence_fits_where_the_model_is_known()
    {
        var text = string.Join(' ', Enumerable.Repeat("return value;", 40));
        var blocks = Enumerable.Range(0, 40).Select(i => new ContextBlock(i + 1, $"{i}/a.cs", 1, 30, null, text, 1)).ToList();
        var context = new AnswerContext("Why?", "name", blocks, [], []);

        var estimated = PromptBudget.Fit(context, 8_192, TokenEstimate.Counter).Blocks.Count;

        Assert.True(PromptBudget.Fit(context, 8_192, ModelTokens.Find("gpt-4")).Blocks.Count > estimated);
    }
}
