using System.Runtime.ExceptionServices;
using System.Text.Json;
using DeepWiki.ChatApi.Http.Json;

namespace DeepWiki.Tests.ChatApi.Http.Json;

[Trait("Category", "Unit")]
public sealed class JsonShapeTests
{
    private static readonly JsonShape Things = JsonShape.Map(JsonShape.Model(("id", JsonShape.Text), ("name", JsonShape.Optional(JsonShape.Text))));

    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"\ud800\ud800":{"\ud800":1}}""")]
    public void Names_that_are_no_text_throw_nothing(string member)
    {
        var json = "{" + string.Join(',', Enumerable.Repeat(member[1..^1], 100)) + "}";
        var thrown = 0;
        var thread = Environment.CurrentManagedThreadId;
        void Count(object? sender, FirstChanceExceptionEventArgs args) => thrown += Environment.CurrentManagedThreadId == thread ? 1 : 0;
        using var document = JsonDocument.Parse(json);
        AppDomain.CurrentDomain.FirstChanceException += Count;
        try
        {
            Assert.Equal(100, Things.FaultsOf(document.RootElement).Count);
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= Count;
        }

        Assert.Equal(0, thrown);
    }

    [Fact]
    public void After_a_thousand_faults_nothing_more_is_looked_at()
    {
        using var document = JsonDocument.Parse(
            "{" + string.Join(',', Enumerable.Range(0, 1000).Select(number => $"\"{number}\":1")) + ",\"beyond\":{\"id\":\"x\"}}");
        var looked = GC.GetAllocatedBytesForCurrentThread();
        var fewer = Things.FaultsOf(document.RootElement);
        looked = GC.GetAllocatedBytesForCurrentThread() - looked;
        using var longer = JsonDocument.Parse("{" + string.Join(',', Enumerable.Range(0, 100_000).Select(number => $"\"{number}\":1")) + "}");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var many = Things.FaultsOf(longer.RootElement);

        Assert.Equal((1000, 1000), (fewer.Count, many.Count));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2 * looked);
    }

    [Fact]
    public void A_long_name_does_not_stand_whole_in_front_of_all_that_is_wrong_below_it()
    {
        var name = new string('n', 99) + "\ud83d\ude00" + new string('m', 1000);
        using var document = JsonDocument.Parse("{\"" + name + "\":{\"id\":1}}");

        var fault = Assert.Single(Things.FaultsOf(document.RootElement));

        Assert.Equal($"/{new string('n', 99)}…/id", fault.Pointer);
    }

    [Theory]
    [InlineData("""{"a":{"id":1,"id":"x"}}""", 0)]
    [InlineData("""{"a":{"id":"x","i\u0064":1}}""", 1)]
    [InlineData("""{"a":{"id\u0000":"x"}}""", 1)]
    [InlineData("""{"a":{"id":"x","name":null}}""", 0)]
    public void The_last_member_of_a_name_counts(string json, int faults)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Equal(faults, Things.FaultsOf(document.RootElement).Count);
    }
}
