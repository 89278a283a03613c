using System.Net;

namespace DeepWiki.Core.Repositories;

/// <summary>Asks for the addresses of a host.</summary>
public interface IHostResolver
{
    /// <summary>All addresses of <paramref name="host"/>; empty when there are none or no answer came in time.</summary>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken);
}
