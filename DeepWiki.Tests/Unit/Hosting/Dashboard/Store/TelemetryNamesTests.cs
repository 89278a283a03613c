#if !USE_ASPIRE
using DeepWiki.AppHost.Hosting.Dashboard.Store;
using DeepWiki.Core.Telemetry;

namespace DeepWiki.Tests.Unit.Hosting.Dashboard.Store;

[Trait("Category", "Unit")]
public sealed class TelemetryNamesTests
{
    [Fact]
    public void The_dashboard_knows_the_names_the_services_use()
    {
        Assert.Equal(
            [
                Spans.ChatStream, Spans.FirstDeltaEvent, Spans.JobRun, Tags.Repository, Tags.Transport, Tags.AskKind, Tags.Provider, Tags.Model, Tags.Operation,
                Tags.InputTokens, Tags.OutputTokens, Tags.Deltas, Tags.Sources, Tags.CloseCode, Tags.CloseReason, Tags.Outcome, Tags.JobId, Tags.JobKind,
                Tags.JobCommit, Tags.JobFiles, Tags.JobChunks, Tags.JobEmbedded, Tags.JobReused, Tags.JobSkipped, Tags.JobOutcome, Tags.JobState,
                Instruments.ActiveChats.Name, Instruments.ActiveJobs.Name, Instruments.FirstDelta.Name, Instruments.EmbeddedTexts.Name,
                Instruments.QueueDepth, Instruments.ModelDuration.Name,
            ],
            (string[])
            [
                TelemetryNames.ChatStream, TelemetryNames.FirstDeltaEvent, TelemetryNames.JobRun, TelemetryNames.Repository, TelemetryNames.Transport,
                TelemetryNames.AskKind, TelemetryNames.Provider, TelemetryNames.Model, TelemetryNames.Operation, TelemetryNames.InputTokens,
                TelemetryNames.OutputTokens, TelemetryNames.Deltas, TelemetryNames.Sources, TelemetryNames.CloseCode, TelemetryNames.CloseReason,
                TelemetryNames.Outcome, TelemetryNames.JobId, TelemetryNames.JobKind, TelemetryNames.JobCommit, TelemetryNames.JobFiles,
                TelemetryNames.JobChunks, TelemetryNames.JobEmbedded, TelemetryNames.JobReused, TelemetryNames.JobSkipped, TelemetryNames.JobOutcome, TelemetryNames.JobState,
                TelemetryNames.ActiveChats, TelemetryNames.ActiveJobs, TelemetryNames.FirstDelta, TelemetryNames.EmbeddedTexts,
                TelemetryNames.QueueDepth, TelemetryNames.ModelDuration,
            ]);
    }

    [Fact]
    public void Stages_of_a_job_are_known_by_their_prefix()
    {
        Assert.All([Spans.JobFetch, Spans.JobWrite, Spans.JobFill, Spans.JobActivate], name => Assert.StartsWith(TelemetryNames.JobStagePrefix, name, StringComparison.Ordinal));
    }
}
#endif
