using System.Text;
using System.Text.Json;
using DeepWiki.ChatApi.Chat;
using DeepWiki.ChatApi.Legacy.OpenApi;
using DeepWiki.Core.Errors;

namespace DeepWiki.Tests.ChatApi.Legacy.OpenApi;

/// <summary>The record that describes a question names what the parser reads.</summary>
[Trait("Category", "Unit")]
public sealed class ChatQuestionBodyTests
{
    private static readonly IEnumerable<(string Name, bool IsRequired)> Members =
        JsonSerializerOptions.Default.GetTypeInfo(typeof(ChatQuestionBody)).Properties.Select(member => (member.Name, member.IsRequired));

    [Fact]
    public void Every_member_that_is_described_is_read()
    {
        var faults = FaultsOf("{" + string.Join(',', Members.Select(member => $"\"{member.Name}\":1")) + "}");

        var expected = Members.Select(member => $"/{member.Name}");
        Assert.Equal(expected.Order(StringComparer.Ordinal), faults.Select(fault => fault.Pointer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_member_that_is_required_is_missed()
    {
        var faults = FaultsOf("{}");

        var expected = Members.Where(member => member.IsRequired).Select(member => $"/{member.Name} missing");
        Assert.Equal(expected, faults.Select(fault => $"{fault.Pointer} {fault.Type}"));
    }

    private static IReadOnlyList<RequestFault> FaultsOf(string json) =>
        Assert.Throws<DeepWikiException>(() => ChatRequestParser.Parse(Encoding.UTF8.GetBytes(json))).Faults;
}
