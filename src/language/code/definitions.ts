/**
 * Library functions that are a few ops, written in Python and read like the person's own code. Inside,
 * a name means the op of the table if there is one. `torch__var` is `var` of torch only.
 */
export const definitions = `
def log(x, base=None): return ln(x) if base is None else logb(x, base)
def square(x): return x ** 2
def positive(x): return x
def neg(x): return -x
def polyval(p, x):
    value = 0.0
    for c in p: value = value * x + c
    return value
def jax__cond(pred, true_fun, false_fun, operand): return true_fun(operand) if pred else false_fun(operand)
def jax__fori_loop(lower, upper, body_fun, init_val):
    for i in range(lower, upper): init_val = body_fun(i, init_val)
    return init_val
def jax__scan(f, init, xs=None, length=None):
    carry, ys = init, []
    for x in steps(xs, length):
        carry, y = f(carry, x)
        ys.append(y)
    return [carry, None if len(ys) == 0 or ys[0] is None else stacked(ys)]
def stacked(ys):
    if is_array(ys[0]) or not is_list(ys[0]): return array(ys)
    return [stacked([y[i] for y in ys]) for i in range(len(ys[0]))]
def steps(xs, length):
    if xs is None: return [None] * length
    return xs if is_array(xs) else zip(*xs)
def divmod(a, b): return [a // b, a % b]
def masked_fill(input, mask, value): return where(mask, value, input)
def rsqrt(x): return 1 / sqrt(x)
def frac(x): return x - trunc(x)
def floor_divide(x, y): return floor(x / y)
def lerp(start, end, weight): return start + weight * (end - start)
def addcmul(input, tensor1, tensor2, value=None): return input + (tensor1 * tensor2 if value is None else value * tensor1 * tensor2)
def addcdiv(input, tensor1, tensor2, value=None): return input + (tensor1 / tensor2 if value is None else value * tensor1 / tensor2)
def torch__zero(input): return zeros_like(input)
def torch__fill(input, value): return full_like(input, value)
def torch__add(input, other, alpha=None): return input + (other if alpha is None else alpha * other)
def torch__sub(input, other, alpha=None): return input - (other if alpha is None else alpha * other)
def torch__div(input, other, rounding_mode=None):
    if rounding_mode == 'floor': return floor(input / other)
    if rounding_mode == 'trunc': return trunc(input / other)
    return input / other
def round(x, ndigits=None): return round(x) if ndigits is None else round(x * 10 ** ndigits) / 10 ** ndigits
def around(x, decimals=None): return round(x) if decimals is None else round(x * 10 ** decimals) / 10 ** decimals
def js__round(x): return floor(x + 0.5)
def math__remainder(x, y): return x - y * round(x / y)
def clamp(input, min=None, max=None): return clamp_between(input, min, max)
def clamp_min(input, min): return clip(input, min, float('inf'))
def clamp_max(input, max): return clip(input, -float('inf'), max)
def clip(x, a_min=None, a_max=None, min=None, max=None): return clamp_between(x, a_min if min is None else min, a_max if max is None else max)
def clamp_between(input, min=None, max=None):
    if min is None: return input if max is None else clip(input, -float('inf'), max)
    return clip(input, min, float('inf') if max is None else max)
def clip_by_value(t, clip_value_min, clip_value_max): return clip(t, clip_value_min, clip_value_max)
def squared_difference(x, y): return (x - y) ** 2
def logaddexp2(x, y): return log2(2 ** x + 2 ** y)
def xlog1py(x, y): return x * log1p(y)
def entr(x): return -xlogy(x, x)
def rel_entr(x, y): return xlogy(x, x / y)
def log_ndtr(x): return log_ndtr(x)
def exprel(x): return expm1(x) / x
def scipy__beta(a, b): return exp(lgamma(a) + lgamma(b) - lgamma(a + b))
def scipy__betaln(a, b): return lgamma(a) + lgamma(b) - lgamma(a + b)
def scipy__kl_div(x, y): return xlogy(x, x / y) - x + y
def norm__pdf(x, loc=0, scale=1): return exp(-((x - loc) / scale) ** 2 / 2) / (scale * sqrt(2 * pi))
def norm__logpdf(x, loc=0, scale=1): return -((x - loc) / scale) ** 2 / 2 - log(scale * sqrt(2 * pi))
def norm__cdf(x, loc=0, scale=1): return ndtr((x - loc) / scale)
def norm__sf(x, loc=0, scale=1): return ndtr((loc - x) / scale)
def norm__logcdf(x, loc=0, scale=1): return log_ndtr((x - loc) / scale)

def softplus(input, beta=None, threshold=None):
    smooth = softplus(input) if beta is None else softplus(beta * input) / beta
    if threshold is None: return smooth
    return where((input if beta is None else beta * input) > threshold, input, smooth)
def elu(input, alpha=1.0): return elu(input, alpha)
def celu(input, alpha=1.0): return celu(input, alpha)
def leaky_relu(input, negative_slope=0.01): return leaky_relu(input, negative_slope)
def tensorflow__leaky_relu(features, alpha=0.2): return leaky_relu(features, alpha)
def prelu(input, weight): return leaky_relu(input, weight)
def gelu(input, approximate='none'): return gelu_tanh(input) if approximate == 'tanh' else gelu(input)
def jax__gelu(x, approximate=True): return gelu_tanh(x) if approximate else gelu(x)
def tensorflow__gelu(features, approximate=False): return gelu_tanh(features) if approximate else gelu(features)
def hardtanh(input, min_val=None, max_val=None):
    if min_val is None and max_val is None: return hardtanh(input)
    low, high = -1.0 if min_val is None else min_val, 1.0 if max_val is None else max_val
    return where(input <= low, low, where(input >= high, high, input))
def threshold(input, threshold, value): return where(input > threshold, input, value)
def glu(input, dim=-1):
    if is_matrix(input): return array([glu(row) for row in input])
    if len(input) % 2 == 1: raise
    half = len(input) // 2
    return array(input)[:half] * sigmoid(array(input)[half:])
def softshrink(input, lambd=0.5): return where(input > lambd, input - lambd, where(input < -lambd, input + lambd, 0.0))
def hardshrink(input, lambd=0.5): return where(abs(input) > lambd, input, 0.0)
def squareplus(x, b=4): return (x + sqrt(x ** 2 + b)) / 2
def logit(input, eps=None): return logit(input) if eps is None else logit(clip(input, eps, 1 - eps))

def mse_loss(input, target, reduction='mean'): return reduced((input - target) ** 2, reduction)
def l1_loss(input, target, reduction='mean'): return reduced(abs(input - target), reduction)
def smooth_l1_loss(input, target, reduction='mean', beta=1.0):
    error = abs(input - target)
    return reduced(where(error < beta, 0.5 * error ** 2 / beta, error - 0.5 * beta), reduction)
def huber_loss(input, target, reduction='mean', delta=1.0):
    error = abs(input - target)
    return reduced(where(error <= delta, 0.5 * error ** 2, delta * (error - 0.5 * delta)), reduction)
def binary_cross_entropy(input, target, reduction='mean'):
    return reduced(binary_cross_entropy(input, target), reduction)
def binary_cross_entropy_with_logits(input, target, reduction='mean', pos_weight=None):
    if pos_weight is None: return reduced(softplus(input) - input * target, reduction)
    return reduced(-(pos_weight * target * logsigmoid(input) + (1 - target) * logsigmoid(-input)), reduction)
def sigmoid_cross_entropy_with_logits(labels, logits): return softplus(logits) - logits * labels
def kl_div(input, target, reduction='mean', log_target=False):
    return reduced(exp(target) * (target - input) if log_target else xlogy(target, target) - target * input, reduction)
def poisson_nll_loss(input, target, log_input=True, reduction='mean'):
    return reduced(exp(input) - target * input if log_input else input - target * log(input + 1e-8), reduction)
def gaussian_nll_loss(input, target, var, full=False, eps=1e-6, reduction='mean'):
    spread = maximum(var, eps)
    loss = 0.5 * (log(spread) + (input - target) ** 2 / spread)
    return reduced(loss + 0.5 * log(2 * pi) if full else loss, reduction)
def hinge_embedding_loss(input, target, margin=1.0, reduction='mean'):
    return reduced(where(target == 1, input, clamp_min(margin - input, 0)), reduction)
def margin_ranking_loss(input1, input2, target, margin=0.0, reduction='mean'):
    return reduced(clamp_min(-target * (input1 - input2) + margin, 0), reduction)
def soft_margin_loss(input, target, reduction='mean'): return reduced(softplus(-target * input), reduction)
def nll_loss(input, target, reduction='mean'):
    if is_matrix(input): return reduced([-row[t] for row, t in zip(input, listed(target))], reduction)
    return -input[target]
def cross_entropy(input, target, reduction='mean', label_smoothing=0.0):
    if is_matrix(input): return reduced([cross_entropy_of(row, t, label_smoothing) for row, t in zip(input, listed(target))], reduction)
    return cross_entropy_of(input, target, label_smoothing)
def cross_entropy_of(row, target, smoothing):
    hit = sum(array(target) * array(row)) if is_list(target) else row[target]
    total = logsumexp(row) * sum(target) if is_list(target) else logsumexp(row)
    if smoothing == 0: return total - hit
    return (1 - smoothing) * (total - hit) + smoothing * (logsumexp(row) - mean(row))
def triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2.0, eps=1e-6, swap=False, reduction='mean'):
    if is_matrix(anchor): return reduced([triplet_margin_loss(a, b, c, margin, p, eps, swap) for a, b, c in zip(anchor, positive, negative)], reduction)
    near, far = pairwise_distance(anchor, positive, p, eps), pairwise_distance(anchor, negative, p, eps)
    return relu(near - (minimum(far, pairwise_distance(positive, negative, p, eps)) if swap else far) + margin)
def cosine_embedding_loss(input1, input2, target, margin=0.0, reduction='mean'):
    if is_matrix(input1): return reduced([cosine_embedding_loss(a, b, t, margin) for a, b, t in zip(input1, input2, listed(target))], reduction)
    return where(target > 0, 1 - cosine_similarity(input1, input2), relu(cosine_similarity(input1, input2) - margin))
def multi_margin_loss(input, target, p=1, margin=1.0, reduction='mean'):
    if is_matrix(input): return reduced([multi_margin_loss(row, t, p, margin) for row, t in zip(input, listed(target))], reduction)
    return sum([relu(margin - input[target] + x) ** p for i, x in enumerate(input) if i != target]) / len(input)
def softmax(input, dim=None): return exp(vector(input, 'softmax') - logsumexp(input))
def log_softmax(input, dim=None): return vector(input, 'log_softmax') - logsumexp(input)
def softmin(input, dim=None):
    flipped = -vector(input, 'softmin')
    return exp(flipped - logsumexp(flipped))
def linear(input, weight, bias=None): return matmul(input, transpose(weight)) if bias is None else matmul(input, transpose(weight)) + bias
def layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-5):
    if is_matrix(input): return array([layer_norm(row, normalized_shape, weight, bias, eps) for row in input])
    values = elements(input, normalized_shape, 'layer_norm')
    result = (values - mean(values)) / sqrt(variance(values) + eps)
    scaled = result if weight is None else result * array(weight)
    return scaled if bias is None else scaled + array(bias)
def vdot(a, b): return sum(array(a) * array(b))
def inner(a, b): return dot(vector(a), vector(b))
def norm(x, ord=None):
    if ord is None: return masked_sqrt(sum(array(x) ** 2))
    sizes = abs(array(vector(x)))
    if ord == 0: return sum(sizes != 0)
    if ord == 1: return sum(sizes)
    if ord == 2: return masked_sqrt(sum(sizes ** 2))
    if ord == float('inf'): return max(sizes)
    if ord == -float('inf'): return min(sizes)
    total = sum(sizes ** ord)
    return where(total > 0, total ** (1 / ord), 0.0)
def torch__norm(input, p=None): return norm(input, p)
def linalg__norm(x, ord=None): return norm(x, ord)
def vector_norm(x, ord=2): return norm(x, ord)
def pairwise_distance(x1, x2, p=2.0, eps=1e-6):
    if is_matrix(x1): return array([pairwise_distance(a, b, p, eps) for a, b in zip(x1, x2)])
    return norm(array(x1) - array(x2) + eps, p)
def cosine_similarity(x1, x2, eps=1e-8):
    if is_matrix(x1): return array([cosine_similarity(a, b, eps) for a, b in zip(x1, x2)])
    return dot(vector(x1), vector(x2)) / (maximum(norm(x1), eps) * maximum(norm(x2), eps))
def normalize(input, p=None, eps=1e-12): return array(input) / maximum(norm(input, p), eps)
def numpy__select(condlist, choicelist, default=0):
    value = default
    for condition, choice in reversed(list(zip(condlist, choicelist))): value = where(condition, choice, value)
    return value
def numpy__piecewise(x, condlist, funclist):
    value = applied(funclist[-1], x) if len(funclist) > len(condlist) else 0.0
    for condition, each in reversed(list(zip(condlist, funclist))): value = where(condition, applied(each, x), value)
    return value
def nan_to_num(x, nan=0.0, posinf=None, neginf=None):
    most = 1.7976931348623157e308
    if posinf is None and neginf is None: finite = clip(x, -most, most)
    else: finite = where(x > most, most if posinf is None else posinf, where(x < -most, -most if neginf is None else neginf, x))
    return where(x == x, finite, nan)
def numpy__nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None): return nan_to_num(x, nan, posinf, neginf)
def numpy__interp(x, xp, fp):
    value = fp[0]
    for i in range(len(xp) - 1):
        value = where(x >= xp[i], fp[i] + (x - xp[i]) * (fp[i + 1] - fp[i]) / (xp[i + 1] - xp[i]), value)
    return where(x >= xp[-1], fp[-1], value)
def linspace(start, stop, num=50): return array([start + (stop - start) * i / (num - 1) for i in range(num)])
def zeros(*shape): return full(shape[0] if len(shape) == 1 else shape, 0.0)
def ones(*shape): return full(shape[0] if len(shape) == 1 else shape, 1.0)
def one_hot(x, num_classes): return array([1.0 if i == x else 0.0 for i in range(num_classes)])
def eye(N): return array([[1.0 if i == j else 0.0 for j in range(N)] for i in range(N)])
def numpy__identity(n): return eye(n)
def flip(m, axis=None): return array(list(reversed(vector(m))))
def diff(a): return array(a)[1:] - array(a)[:-1]
def cumsum(a, dim=None):
    sums = [a[0]]
    for each in a[1:]: sums.append(sums[-1] + each)
    return array(sums)
def cumprod(a, dim=None):
    products = [a[0]]
    for each in a[1:]: products.append(products[-1] * each)
    return array(products)
def ptp(a): return max(a) - min(a)
def trapz(y, x=None, dx=1.0):
    if x is None: return dx * sum((array(y)[1:] + array(y)[:-1]) / 2)
    return sum(diff(x) * (array(y)[1:] + array(y)[:-1]) / 2)
def operator__truediv(a, b): return a / b
def operator__mod(a, b): return a % b
def math__dist(p, q): return masked_sqrt(sum((array(p) - array(q)) ** 2))
def gmean(a): return prod(a) ** (1 / len(a))
def hmean(a): return len(a) / sum(1 / array(a))
def dist(input, other, p=2): return norm(array(input) - array(other), p)
def var(a, ddof=0):
    centre = mean(a)
    return sum((array(a) - centre) ** 2) / (size(a) - ddof)
def std(a, ddof=0): return masked_sqrt(variance(a, ddof))
def variance(a, ddof=0):
    centre = mean(a)
    return sum((array(a) - centre) ** 2) / (size(a) - ddof)
def torch__var(a, unbiased=True): return variance(a, 1 if unbiased else 0)
def torch__std(a, unbiased=True): return masked_sqrt(variance(a, 1 if unbiased else 0))
def ldexp(input, other): return input * 2 ** other
def trace(a): return sum([row[i] for i, row in enumerate(a)])
def diag(v):
    if is_matrix(v): return array([row[i] for i, row in enumerate(v)])
    return array([[x if i == j else 0.0 for j in range(len(v))] for i, x in enumerate(v)])
def roll(a, shift): return array([vector(a)[(i - shift) % len(a)] for i in range(len(a))])
def without(a, i, j): return [[x for k, x in enumerate(row) if k != j] for r, row in enumerate(a) if r != i]
def inverse(a):
    whole = det(a)
    return array([[(-1) ** (i + j) * det(without(a, j, i)) / whole for j in range(len(a))] for i in range(len(a))])
def linalg__inv(a): return inverse(a)
def linalg__solve(a, b): return matmul(inverse(a), b)
def det(a):
    if len(a) == 0: return 1.0
    if len(a) == 1: return a[0][0]
    return sum([(-1) ** j * a[0][j] * det([[x for k, x in enumerate(row) if k != j] for row in a[1:]]) for j in range(len(a))])
def cross(a, b): return array([a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]])
def statistics__variance(data): return variance(data, 1)
def statistics__stdev(data): return masked_sqrt(variance(data, 1))
def pvariance(data): return variance(data)
def pstdev(data): return masked_sqrt(variance(data))
def average(a, weights=None): return mean(a) if weights is None else sum(array(a) * array(weights)) / sum(weights)
`;

/** Other names of the functions above. */
export const aliases: ReadonlyMap<string, string> = new Map([
  ['sumprod', 'dot'],
  ['trapezoid', 'trapz'],
  ['geometric_mean', 'gmean'],
  ['harmonic_mean', 'hmean'],

  ['BCELoss', 'binary_cross_entropy'],
  ['BCEWithLogitsLoss', 'binary_cross_entropy_with_logits'],
  ['MSELoss', 'mse_loss'],
  ['NLLLoss', 'nll_loss'],
  ['KLDivLoss', 'kl_div'],
  ['PoissonNLLLoss', 'poisson_nll_loss'],
  ['GaussianNLLLoss', 'gaussian_nll_loss'],
  ['LeakyReLU', 'leaky_relu'],
  ['ELU', 'elu'],
  ['SELU', 'selu'],
  ['CELU', 'celu'],
  ['PReLU', 'prelu'],
  ['TripletMarginLoss', 'triplet_margin_loss'],
  ['CosineEmbeddingLoss', 'cosine_embedding_loss'],
  ['MultiMarginLoss', 'multi_margin_loss'],
]);

/** Classes whose objects are functions: `nn.Sigmoid()(x)`. */
export const layers: ReadonlySet<string> = new Set([
  'BCELoss', 'BCEWithLogitsLoss', 'MSELoss', 'NLLLoss', 'KLDivLoss', 'PoissonNLLLoss', 'GaussianNLLLoss', 'L1Loss',
  'SmoothL1Loss', 'HuberLoss', 'SoftMarginLoss', 'MarginRankingLoss', 'HingeEmbeddingLoss', 'CrossEntropyLoss', 'TripletMarginLoss', 'CosineEmbeddingLoss', 'MultiMarginLoss',
  'LeakyReLU', 'ELU', 'SELU', 'CELU', 'ReLU', 'ReLU6', 'GELU', 'SiLU', 'Mish', 'Softplus', 'Softsign', 'Tanh',
  'Tanhshrink', 'Sigmoid', 'LogSigmoid', 'Hardtanh', 'Hardsigmoid', 'Hardswish', 'Softshrink', 'Hardshrink', 'Threshold',
  'Softmax', 'LogSoftmax', 'Softmin',
]); // prettier-ignore
