using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DeepWiki.ChatApi.Security;

internal static class SecurityServices
{
    // A handshake that is never finished holds a connection no longer than this.
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SecurityOptions>()
            .Bind(configuration.GetSection(SecurityOptions.SectionName))
            .Validate(options => options.Tenancy is null || Enum.IsDefined(options.Tenancy.Value), "Security:Tenancy must be single or many.")
            .ValidateOnStart();
        services.AddSingleton<OriginPolicy>();
        services.AddSingleton<TenancyPolicy>();
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        });
        return services;
    }

    public static void UseSecurity(this WebApplication app) => app.UseMiddleware<SecurityMiddleware>();
}
