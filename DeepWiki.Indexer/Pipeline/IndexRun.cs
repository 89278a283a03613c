using DeepWiki.Core.Storage;
using DeepWiki.Indexer.Files;

namespace DeepWiki.Indexer.Pipeline;

/// <summary>One job on its way through the stages.</summary>
internal sealed record IndexRun(JobLease Job, IFileSource Source, FileSelector Selector, int SeriesId, JobTally Tally, JobProgress Progress);
