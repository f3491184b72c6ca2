import geo_csp
