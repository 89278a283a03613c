using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Errors;
using DeepWiki.Indexer.Jobs;
using Npgsql;

namespace DeepWiki.Tests.Indexer.Jobs;

[Trait("Category", "Unit")]
public sealed class JobEndingTests
{
    [Fact]
    public void A_lost_lease_is_lost_even_while_the_service_stops()
    {
        Assert.Equal(JobEndingKind.Lost, JobEnding.From(JobKind.Index, new LeaseLostException(1), isStopping: true, isTooLong: true, isLost: true).Kind);
        Assert.Equal(JobEndingKind.Lost, End(new OperationCanceledException(), isLost: true).Kind);
    }

    [Fact]
    public void Whatever_breaks_while_the_service_stops_is_released()
    {
        Assert.Equal(new JobEnding(JobEndingKind.Released, null), End(new InvalidOperationException("x"), isStopping: true));
        Assert.Equal(new JobEnding(JobEndingKind.Released, null), End(new DeepWikiException(ErrorCode.IndexFailed, "x"), isStopping: true));
    }

    [Fact]
    public void A_job_that_takes_too_long_fails_with_a_reason_for_its_callers()
    {
        var ending = End(new OperationCanceledException(), isTooLong: true, isLost: true);

        Assert.Equal((JobEndingKind.Failed, ErrorCode.RepositoryTooLarge), (ending.Kind, ending.Error?.Code));
    }

    [Theory]
    [InlineData("57P01")]
    [InlineData("57P02")]
    public void A_database_that_shuts_down_interrupts(string state) =>
        Assert.Equal(JobEndingKind.Interrupted, End(new PostgresException("x", "FATAL", "FATAL", state)).Kind);

    [Fact]
    public void A_store_that_is_out_of_reach_interrupts()
    {
        Assert.Equal(JobEndingKind.Interrupted, End(new TimeoutException()).Kind);
        Assert.Equal(JobEndingKind.Interrupted, End(new DeepWikiException(ErrorCode.Busy, "x")).Kind);
        Assert.Equal(JobEndingKind.Interrupted, End(new NpgsqlException("x", new IOException())).Kind);
    }

    [Fact]
    public void A_known_error_is_kept_and_an_unhandled_one_becomes_neutral()
    {
        var known = new DeepWikiException(ErrorCode.RepositoryNotFound, "x");

        Assert.Equal(new JobEnding(JobEndingKind.Failed, known), End(known));
        var unhandled = End(new InvalidOperationException("secret"));
        Assert.Equal((JobEndingKind.Unhandled, ErrorCode.IndexFailed), (unhandled.Kind, unhandled.Error?.Code));
        Assert.DoesNotContain("secret", unhandled.Error?.Message, StringComparison.Ordinal);
    }

    private static JobEnding End(Exception exception, bool isStopping = false, bool isTooLong = false, bool isLost = false) =>
        JobEnding.From(JobKind.Index, exception, isStopping, isTooLong, isLost);
}
