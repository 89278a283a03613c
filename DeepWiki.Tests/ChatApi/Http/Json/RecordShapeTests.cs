using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using DeepWiki.ChatApi.Http.Json;

namespace DeepWiki.Tests.ChatApi.Http.Json;

[Trait("Category", "Unit")]
public sealed class RecordShapeTests
{
    [Theory]
    [InlineData("""{"kind":"a","parts":{"x":{"name":"n"}}}""", "")]
    [InlineData("""{"kind":"a","parts":{},"notes":null,"unknown":1}""", "")]
    [InlineData("""{"kind":"c","parts":[],"notes":[1]}""", "/kind literal_error, /parts dict_type, /notes/0 string_type")]
    [InlineData("""{"kind":null,"parts":{"x":{"name":null}}}""", "/kind literal_error, /parts/x/name string_type")]
    [InlineData("""{"kind":"a","parts":{},"tags":["t",2]}""", "/tags/1 string_type")]
    [InlineData("{}", "/kind missing, /parts missing")]
    public void A_body_is_held_to_its_record(string json, string expected)
    {
        using var document = JsonDocument.Parse(json);

        var faults = RecordShape.From<Thing>().FaultsOf(document.RootElement);

        Assert.Equal(expected, string.Join(", ", faults.Select(fault => $"{fault.Pointer} {fault.Type}")));
    }

    [Fact]
    public void A_member_of_another_kind_is_refused_when_the_shape_is_made()
    {
        Assert.Throws<NotSupportedException>(RecordShape.From<Counted>);
    }

    private sealed record Thing
    {
        [JsonPropertyName("kind")]
        [AllowedValues("a", "b")]
        public required string Kind { get; init; }

        [JsonPropertyName("parts")]
        public required IReadOnlyDictionary<string, Part> Parts { get; init; }

        [JsonPropertyName("notes")]
        public IReadOnlyList<string>? Notes { get; init; }

        [JsonPropertyName("tags")]
        public string[]? Tags { get; init; }
    }

    private sealed record Part
    {
        [JsonPropertyName("name")]
        public required string Name { get; init; }
    }

    private sealed record Counted
    {
        [JsonPropertyName("count")]
        public required int Count { get; init; }
    }
}
