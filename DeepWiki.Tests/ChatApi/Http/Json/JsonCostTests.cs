using System.Text;
using DeepWiki.ChatApi.Http.Json;

namespace DeepWiki.Tests.ChatApi.Http.Json;

[Trait("Category", "Unit")]
public sealed class JsonCostTests
{
    [Fact]
    public void A_table_of_many_values_costs_more_than_their_text()
    {
        var values = "[" + string.Concat(Enumerable.Repeat("0,", 4999)) + "0]";
        var text = $"\"{new string('x', values.Length - 2)}\"";

        Assert.InRange(JsonCost.Measure(Encoding.UTF8.GetBytes(values)), (2 * values.Length) + (12 * 5002), 16 * values.Length);
        Assert.InRange(JsonCost.Measure(Encoding.UTF8.GetBytes(text)), 3 * text.Length, 4 * text.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[0,0,0")]
    [InlineData("no json")]
    public void What_is_no_json_costs_what_is_read_of_it(string text) =>
        Assert.InRange(JsonCost.Measure(Encoding.UTF8.GetBytes(text)), 2 * text.Length, (2 * text.Length) + 64);
}
