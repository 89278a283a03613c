using DeepWiki.Core.Errors;

namespace DeepWiki.Tests.Core.Errors;

[Trait("Category", "Unit")]
public sealed class ErrorNamesTests
{
    [Theory]
    [InlineData(ErrorCode.InvalidJson, "invalid_json")]
    [InlineData(ErrorCode.LastMessageNotUser, "last_message_not_user")]
    [InlineData(ErrorCode.NoEmbeddings, "no_embeddings")]
    [InlineData(ErrorCode.Internal, "internal")]
    public void A_code_is_written_in_snake_case(ErrorCode code, string name)
    {
        Assert.Equal(name, code.Name());
    }
}
