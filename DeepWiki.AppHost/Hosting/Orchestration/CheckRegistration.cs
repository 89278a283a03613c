using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeepWiki.AppHost.Hosting.Orchestration;

internal static class CheckRegistration
{
    public static void AddStoreCheck(this IServiceCollection services, string resource, Func<StoreChecks, CancellationToken, Task<HealthCheckResult>> check) =>
        services.AddCheck($"{resource}_check", check);

    public static void AddCheck(this IServiceCollection services, string key, Func<StoreChecks, CancellationToken, Task<HealthCheckResult>> check) =>
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, provider => new Check(provider.GetRequiredService<StoreChecks>(), check), failureStatus: null, tags: null));

    private sealed class Check(StoreChecks checks, Func<StoreChecks, CancellationToken, Task<HealthCheckResult>> check) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            check(checks, cancellationToken);
    }
}
