using DeepWiki.Core.Caching;
using DeepWiki.Core.Models.Chat;
using DeepWiki.Core.Wikis.Generation;

namespace DeepWiki.Indexer.Wikis;

/// <summary>Writers of pages, and the events they raise.</summary>
internal sealed record WikiWriters(ChatModels Models, WikiPageWriter Pages, PageMover Mover, ProviderThrottle Throttle, WikiEvents Events);
