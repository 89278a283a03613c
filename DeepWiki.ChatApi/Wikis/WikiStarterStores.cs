using DeepWiki.Core.Data.Generations;

namespace DeepWiki.ChatApi.Wikis;

/// <summary>Stores that starting work on a wiki reads and fills.</summary>
internal sealed record WikiStarterStores(WikiStore Wikis, GenerationStore Generations);
