using System.Text.Json;
using DeepWiki.ChatApi.Http.Json;

namespace DeepWiki.Tests.ChatApi.Http.Json;

[Trait("Category", "Unit")]
public sealed class JsonMembersTests
{
    [Theory]
    [InlineData("""{"name":1}""", "1")]
    [InlineData("""{"name":1,"name":2}""", "2")]
    [InlineData("""{"n\u0061me":1}""", "1")]
    [InlineData("""{"name":1,"\ud800":2}""", "1")]
    [InlineData("""{"\ud800":2,"name":1,"name":3}""", "3")]
    [InlineData("""{"Name":1}""", "")]
    [InlineData("""{"\ud800":2}""", "")]
    [InlineData("""{"name":1,"name\u0000":2}""", "1")]
    [InlineData("""{"name":1,"n\u0061m\u0065":2}""", "2")]
    public void The_last_member_of_a_name_is_found_whatever_the_others_are_called(string json, string expected)
    {
        using var document = JsonDocument.Parse(json);

        var member = document.RootElement.Member("name");

        Assert.Equal(expected, member.ValueKind == JsonValueKind.Undefined ? "" : member.GetRawText());
    }
}
