using DeepWiki.Core.Models.Remote;

namespace DeepWiki.Tests.Core.Models.Remote;

[Trait("Category", "Unit")]
public sealed class RetryAfterReaderTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 21, 7, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Retry-After", "30", 30_000)]
    [InlineData("Retry-After", "0", 0)]
    [InlineData("Retry-After", "1.5", 1_500)]
    [InlineData("Retry-After", "Wed, 21 Oct 2026 07:00:20 GMT", 20_000)]
    [InlineData("Retry-After", "Wed, 21 Oct 2026 06:59:00 GMT", 0)]
    [InlineData("retry-after-ms", "250", 250)]
    [InlineData("x-ms-retry-after-ms", "1250", 1_250)]
    public void The_pause_is_read_in_every_form_providers_use(string name, string value, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Read((name, value)));

    [Fact]
    public void Milliseconds_go_before_seconds_rounded_up() =>
        Assert.Equal(TimeSpan.FromMilliseconds(80), Read(("Retry-After", "1"), ("retry-after-ms", "80")));

    [Theory]
    [InlineData("Retry-After", "99999999999")]
    [InlineData("retry-after-ms", "99999999999999999999")]
    public void A_pause_beyond_all_time_is_the_longest_there_is(string name, string value) => Assert.True(Read((name, value)) > TimeSpan.FromDays(365));

    [Theory]
    [InlineData("Retry-After", "soon")]
    [InlineData("Retry-After", "-5")]
    [InlineData("retry-after-ms", "NaN")]
    [InlineData("x-other", "5")]
    public void What_is_no_pause_is_none(string name, string value) => Assert.Null(Read((name, value)));

    private static TimeSpan? Read(params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return RetryAfterReader.Read(response.Headers, Now);
    }
}
