using Microsoft.Extensions.Options;

namespace DeepWiki.ChatApi.Security;

/// <summary>Policy that decides if all callers are one person.</summary>
internal sealed class TenancyPolicy(ListeningScope scope, IOptions<SecurityOptions> options)
{
    /// <summary>True when all callers are one person: as configured, else when only this machine can reach the service.</summary>
    public bool IsSingle => options.Value.Tenancy is { } tenancy ? tenancy == Tenancy.Single : scope.IsLoopbackOnly;
}
