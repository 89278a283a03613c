namespace DeepWiki.Core.Data.Index;

/// <summary>A path of the commit and the blob that is its content.</summary>
/// <param name="Path">Path as shown: valid text, unique in the commit.</param>
/// <param name="Blob">Object id, 20 or 32 bytes.</param>
public sealed record FileRow(string Path, byte[] Blob);
