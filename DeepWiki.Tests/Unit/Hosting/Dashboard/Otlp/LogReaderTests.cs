#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Dashboard.Otlp;
using DeepWiki.Tests.Fakes.Telemetry;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Otlp;

[Trait("Category", "Unit")]
public sealed class LogReaderTests
{
    [Theory]
    [InlineData(0UL, "Information")]
    [InlineData(1UL, "Trace")]
    [InlineData(4UL, "Trace")]
    [InlineData(5UL, "Debug")]
    [InlineData(9UL, "Information")]
    [InlineData(13UL, "Warning")]
    [InlineData(17UL, "Error")]
    [InlineData(20UL, "Error")]
    [InlineData(21UL, "Critical")]
    [InlineData(24UL, "Critical")]
    [InlineData(ulong.MaxValue, "Critical")]
    public void A_severity_number_becomes_a_level(ulong number, string level)
    {
        Assert.Equal(level, Read(OtlpBody.Log("text", number)).Severity.ToString());
    }

    [Fact]
    public void A_missing_time_is_when_it_was_observed_or_else_now()
    {
        var observed = new ProtobufWriter().Fixed64(11, 5_000);

        Assert.Equal((5, 77), (Read(observed).Time, Read(new ProtobufWriter()).Time));
    }

    [Fact]
    public void A_long_text_and_a_long_stack_trace_are_cut_later_than_other_values()
    {
        var log = Read(OtlpBody.Log(new string('t', 20_000)).Message(6, OtlpBody.Pair("exception.stacktrace", new string('s', 20_000))));

        Assert.Equal((16_384, 16_384), (log.Text.Length, log.Exception?.Length));
    }

    [Fact]
    public void An_exception_is_its_stack_trace_or_its_type_and_message()
    {
        var described = OtlpBody.Log("").Message(6, OtlpBody.Pair("exception.type", "IOException")).Message(6, OtlpBody.Pair("exception.message", "gone"));

        Assert.Equal("IOException: gone", Read(described).Exception);
        Assert.Equal("IOException: gone at X", Read(described.Message(6, OtlpBody.Pair("exception.stacktrace", "IOException: gone at X"))).Exception);
        Assert.Null(Read(OtlpBody.Log("fine")).Exception);
    }

    private static OtlpLog Read(ProtobufWriter log) => LogReader.Read(new ProtobufReader(log.ToArray()), "category", now: 77);
}
#endif
