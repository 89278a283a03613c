namespace DeepWiki.AppHost.Stores;

/// <summary>Something that this machine lacks; the message has its DW code and what to do.</summary>
internal sealed class StoreException(string message) : Exception(message);
