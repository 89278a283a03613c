using System.Diagnostics.Metrics;
using System.Reflection;
using DeepWiki.Core.Telemetry;
using DeepWiki.Tests.Architecture;

namespace DeepWiki.Tests.Core.Telemetry;

/// <summary>The tables of docs/operations.md have a row for each span, tag and instrument of <c>Core/Telemetry</c>, and no other.</summary>
[Trait("Category", "Unit")]
public sealed class TelemetryPageTests
{
    [Fact]
    public void Every_span_and_event_has_its_row()
    {
        Assert.Equal(Constants(typeof(Spans)), Rows("### Spans"));
    }

    [Fact]
    public void Every_attribute_has_its_row()
    {
        Assert.Equal(Constants(typeof(Tags)), Rows("### Attributes"));
    }

    [Fact]
    public void Every_instrument_has_its_row_with_its_unit()
    {
        var own = Instruments().Select(instrument => $"{instrument.Name} {instrument.Unit}").Append("deepwiki.queue.depth {job}");

        Assert.Equal(own.Order(StringComparer.Ordinal), Rows("### Instruments", cells: 2));
    }

    private static IEnumerable<string> Constants(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (string?)field.GetRawConstantValue() ?? "").Order(StringComparer.Ordinal);

    private static IEnumerable<Instrument> Instruments() => typeof(Instruments).GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Select(property => property.GetValue(null)).OfType<Instrument>();

    // | `chat.stream` | … |: the first cells of the tables below a heading.
    private static IEnumerable<string> Rows(string heading, int cells = 1) => File.ReadLines(Path.Combine(SourceTree.Root, "docs", "operations.md"))
        .SkipWhile(line => line != heading).Skip(1)
        .TakeWhile(line => !line.StartsWith('#'))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => string.Join(' ', line.Split('|')[1..(cells + 1)].Select(cell => cell.Trim().Trim('`'))))
        .Order(StringComparer.Ordinal);
}
