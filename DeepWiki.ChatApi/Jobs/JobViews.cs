using System.Globalization;
using DeepWiki.ChatApi.Http;
using DeepWiki.ChatApi.Wikis.Views;
using DeepWiki.Core.Data.Generations;
using DeepWiki.Core.Data.Jobs;
using DeepWiki.Core.Data.Repositories;
using DeepWiki.Core.Repositories;

namespace DeepWiki.ChatApi.Jobs;

/// <summary>Shapes jobs for clients.</summary>
internal sealed class JobViews(RepositoryStore repositories, GenerationStore generations)
{
    private const string Prefix = "job_";

    public static string IdOf(long job) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{job}");

    /// <summary>Number of a job; null for text that is no id.</summary>
    public static long? Parse(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(id.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public async Task<JobView> ReadAsync(JobDetails job, CancellationToken cancellationToken) => (await ReadAsync([job], cancellationToken))[0];

    /// <summary>The jobs in the order given; those whose repository was deleted meanwhile are left out.</summary>
    public async Task<IReadOnlyList<JobView>> ReadAsync(IReadOnlyList<JobDetails> jobs, CancellationToken cancellationToken)
    {
        var known = new Dictionary<int, StoredRepository?>();
        var views = new List<JobView>(jobs.Count);
        foreach (var job in jobs)
        {
            if (!known.TryGetValue(job.RepositoryId, out var repository))
            {
                repository = known[job.RepositoryId] = await repositories.FindAsync(job.RepositoryId, cancellationToken);
            }

            if (repository is not null)
            {
                var generation = job.Wiki is null ? null : await generations.FindOfJobAsync(job.Id, cancellationToken);
                views.Add(Create(job, repository, generation));
            }
        }

        return views;
    }

    public static JobProgressView Progress(JobDetails job)
    {
        var stage = job.Stages is [.., var last] ? last : null;
        return new JobProgressView(
            IdOf(job.Id), Name(job.State), stage is null ? null : StageName(stage.Name), stage?.Done ?? 0, stage?.Total, stage?.Unit);
    }

    private static JobView Create(JobDetails job, StoredRepository repository, WikiGeneration? generation)
    {
        var address = RepositoryAddress.Parse(repository.Address, repository.Kind);
        return new JobView(
            IdOf(job.Id),
            job.Kind == JobKind.Refresh ? "update" : job.Kind.ToString().ToLowerInvariant(),
            new WikiRepositoryView(
                repository.PublicId, repository.Host, repository.Path, address.Name, address.ToString(), repository.Kind.ToString().ToLowerInvariant()),
            job.Wiki,
            Name(job.State),
            job.Attempt,
            [.. job.Stages.Select((stage, i) => Create(job, stage, isLast: i == job.Stages.Count - 1))],
            job.Report is { } report ? new SkippedView(report.Skipped.Values.Sum(), report.Skipped) : null,
            [
                .. (job.Report?.Warnings ?? []).Select(text => ("index", text)).Concat((generation?.Plan.Warnings ?? []).Select(text => ("steering", text)))
                    .GroupBy(pair => pair).Select(same => new JobWarningView(same.Key.Item1, same.Count(), same.Key.text)),
            ],
            generation is null ? null : UsageOf(generation),
            ErrorView.From(job.Error),
            job.TraceId,
            job.CreatedAt,
            job.StartedAt,
            job.FinishedAt);
    }

    private static UsageView UsageOf(WikiGeneration generation) => generation.InputTokens > 0
        ? new UsageView(generation.InputTokens, generation.OutputTokens, generation.Cost)
        : new UsageView(null, null, generation.Cost);

    // Of stages only the last can be the one that a job ended in.
    private static JobStageView Create(JobDetails job, JobStage stage, bool isLast)
    {
        var end = stage.FinishedAt ?? (job.HasEnded ? job.FinishedAt : null);
        var state = isLast && job.HasEnded ? Name(job.State) : end is null ? "running" : "succeeded";
        return new JobStageView(StageName(stage.Name), state, stage.Done, stage.Total, stage.Unit, stage.StartedAt, end);
    }

    private static string StageName(string name) => name == "fetch" ? "clone" : name;

    private static string Name(JobState state) => state.ToString().ToLowerInvariant();
}
