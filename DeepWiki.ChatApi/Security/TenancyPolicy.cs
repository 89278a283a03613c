using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Security;

/// <summary>True when all callers are one person.</summary>
internal sealed class TenancyPolicy(ListeningScope scope, IOptions<SecurityOptions> options)
{
    /// <summary>As configured, else whether nobody but this machine can reach the service.</summary>
    public bool IsSingle => options.Value.Tenancy is { } tenancy ? tenancy == Tenancy.Single : scope.IsLoopbackOnly;
}
