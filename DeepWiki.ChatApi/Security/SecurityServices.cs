using DeepWiki.ChatApi.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DeepWiki.ChatApi.Security;

internal static class SecurityServices
{
    // Shorter ones can be found by trying.
    private const int MinKeyLength = 20;

    // A handshake that is never finished holds a connection no longer than this.
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);

    public static IServiceCollection AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SecurityOptions>()
            .Bind(configuration.GetSection(SecurityOptions.SectionName))
            .Validate(
                options => options.Anonymous is null || Enum.IsDefined(options.Anonymous.Value), "Security:Anonymous must be full, read or none.")
            .Validate(
                options => options.ApiKeys.All(IsKey), $"Each of Security:ApiKeys must have {MinKeyLength} printable characters or more, without spaces.")
            .Validate(options => options.Tenancy is null || Enum.IsDefined(options.Tenancy.Value), "Security:Tenancy must be single or many.")
            .ValidateOnStart();
        services.AddSingleton<OriginPolicy>();
        services.AddSingleton<ListeningScope>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<AnonymousPolicy>();
        services.AddHostedService<AccessNotice>();

        // AddAuthentication would also make keys that protect cookies, and write them into a home that may not be there.
        services.AddAuthenticationCore(options => options.AddScheme<ApiKeyHandler>(ApiKeyHandler.SchemeName, displayName: null));
        services.AddAuthorization();
        services.AddOptions<AuthorizationOptions>().Configure<AnonymousPolicy>(AccessPolicies.Add);
        services.AddSingleton<TenancyPolicy>();
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
        });
        return services;
    }

    public static void UseSecurity(this WebApplication app)
    {
        app.UseMiddleware<SecurityMiddleware>();
        app.UseMiddleware<CrossOrigin>();
        app.UseMiddleware<FailureMiddleware>();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    private static bool IsKey(string? key) => key?.Length >= MinKeyLength && key.All(c => c is > ' ' and <= '~');
}
