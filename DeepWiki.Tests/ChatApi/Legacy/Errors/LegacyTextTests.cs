using DeepWiki.ChatApi.Legacy.Errors;
using DeepWiki.Core.Errors;

namespace DeepWiki.Tests.ChatApi.Legacy.Errors;

[Trait("Category", "Unit")]
public sealed class LegacyTextTests
{
    [Fact]
    public void A_failed_model_names_the_provider_and_what_to_set()
    {
        var error = new DeepWikiException(ErrorCode.ModelUnauthorized, "The key was refused.") { Provider = "openai" };

        Assert.Equal(
            "\nError with Openai API: The key was refused.\n\nPlease check that you have set the OPENAI_API_KEY environment variable with a valid API key.",
            LegacyText.From(error));
    }

    [Theory]
    [InlineData(ErrorCode.NoMessages, "Error: No messages provided")]
    [InlineData(ErrorCode.LastMessageNotUser, "Error: Last message must be from the user")]
    [InlineData(ErrorCode.DirectoryNotFound, "Error preparing retriever: Directory not found")]
    [InlineData(ErrorCode.InvalidJson, "Error: what")]
    [InlineData(ErrorCode.RepositoryNotFound, "Error preparing retriever: Error during cloning: what")]
    public void Plain_texts_are_those_of_the_protocol(ErrorCode code, string expected)
    {
        Assert.Equal(expected, LegacyText.From(new DeepWikiException(code, "what")));
    }
}
