using DeepWiki.Core.Data.Jobs;
using DeepWiki.Indexer.Indexing.Files;

namespace DeepWiki.Indexer.Indexing.Pipeline;

/// <summary>One job on its way through the stages.</summary>
internal sealed record IndexRun(JobLease Job, IFileSource Source, FileSelector Selector, int SeriesId, IndexingCounters Tally, JobProgress Progress);
