using DeepWiki.Core.Repositories;

namespace DeepWiki.Core.Data.Repositories;

/// <summary>A repository as it is known here.</summary>
/// <param name="Id">Key inside the database.</param>
/// <param name="PublicId">Opaque id for clients, <c>rep_…</c>.</param>
/// <param name="Kind">Host software that serves it.</param>
/// <param name="Host">Host name, with its port unless it is the usual one; empty for a local folder.</param>
/// <param name="Path">Path at the host without <c>.git</c>; the folder for a local one.</param>
/// <param name="Address">Address that git is given. Holds no credential.</param>
/// <param name="Visibility">Visibility as it was last seen.</param>
public sealed record StoredRepository(
    int Id, string PublicId, RepositoryKind Kind, string Host, string Path, string Address, RepositoryVisibility Visibility);
