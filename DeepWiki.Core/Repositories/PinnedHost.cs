using System.Net;

namespace DeepWiki.Core.Repositories;

/// <summary>A host that was judged, with the very addresses that were judged: connect to these and resolve no more.</summary>
/// <param name="Host">Name as DNS knows it, IPv6 in brackets.</param>
/// <param name="Port">Port that was judged.</param>
/// <param name="Addresses">Addresses of the host, at least one.</param>
/// <param name="IsListed">True when the operator named this host and port, which permits http and inside addresses.</param>
public sealed record PinnedHost(string Host, int Port, IReadOnlyList<IPAddress> Addresses, bool IsListed);
