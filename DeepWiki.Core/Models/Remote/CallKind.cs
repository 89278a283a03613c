namespace DeepWiki.Core.Models.Remote;

/// <summary>Kind of call to a model; each has its own address, and fails by itself.</summary>
internal enum CallKind
{
    Chat,
    Embeddings,
}
