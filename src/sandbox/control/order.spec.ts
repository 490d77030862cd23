import { BadOrder, duration, Order } from './order';

describe('duration', () => {
  it.each([
    ['250ms', 250],
    ['90s', 90_000],
    ['1.5min', 90_000],
    ['-2h', -7_200_000],
    ['3d', 259_200_000],
    ['3j', 259_200_000],
    [5, 5_000],
  ])('reads %s as %i ms', (text, ms) => {
    expect(duration(text)).toBe(ms);
  });

  it.each(['tomorrow', '5', '5 weeks', undefined, null, Infinity])('refuses %s', (value) => {
    expect(() => duration(value)).toThrow(BadOrder);
  });
});

describe('Order', () => {
  it('takes an empty body for an empty order', () => {
    expect(Order.from(' ').all).toEqual({});
  });

  it.each(['{', 'null', '[]', '3'])('refuses the body %s', (text) => {
    expect(() => Order.from(text)).toThrow(BadOrder);
  });

  it('says which field is wrong', () => {
    const order = Order.from('{"count": "many", "at": "someday"}');
    expect(() => order.number('count')).toThrow('count');
    expect(() => order.date('at')).toThrow('at');
    expect(() => order.text('file')).toThrow('file');
  });
});
