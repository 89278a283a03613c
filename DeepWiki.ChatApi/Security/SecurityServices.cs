namespace DeepWiki.ChatApi.Security;

internal static class SecurityServices
{
    public static IServiceCollection AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SecurityOptions>().Bind(configuration.GetSection(SecurityOptions.SectionName)).ValidateOnStart();
        services.AddSingleton<OriginPolicy>();
        return services;
    }

    public static void UseSecurity(this WebApplication app) => app.UseMiddleware<SecurityMiddleware>();
}
